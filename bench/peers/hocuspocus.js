/**
 * Hocuspocus with its Redis and its database extension, which stores in Postgres as its
 * documentation shows: the whole document, debounced.
 */

import { Database } from "@hocuspocus/extension-database";
import { Redis } from "@hocuspocus/extension-redis";
import { Server } from "@hocuspocus/server";
import RedisClient from "ioredis";
import pg from "pg";

const { PORT, POSTGRES_SOCKETS, POSTGRES_DATABASE, POSTGRES_USER, REDIS_SOCKET } = process.env;

const pool = new pg.Pool({
  host: POSTGRES_SOCKETS,
  database: POSTGRES_DATABASE,
  user: POSTGRES_USER,
});

const database = new Database({
  async fetch({ documentName }) {
    const found = await pool.query("SELECT data FROM peer_documents WHERE name = $1", [
      documentName,
    ]);
    return found.rows[0]?.data ?? null;
  },
  async store({ documentName, state }) {
    await pool.query(
      "INSERT INTO peer_documents (name, data) VALUES ($1, $2)" +
        " ON CONFLICT (name) DO UPDATE SET data = excluded.data",
      [documentName, state],
    );
  },
});

const server = new Server({
  port: Number(PORT),
  address: "127.0.0.1",
  quiet: true,
  extensions: [new Redis({ createClient: () => new RedisClient(REDIS_SOCKET) }), database],
});

await server.listen();
