/** `node main.js`: carries out the plan on standard input, `{kind, ...}`, and prints its result. */

import { json } from "node:stream/consumers";
import { moving, typing } from "./doing.js";
import { filling, idling, open, storm } from "./opening.js";
import { tell } from "./output.js";

const KINDS = { typing, moving, filling, storm, idling, open };

const plan = await json(process.stdin);
tell({ result: await KINDS[plan.kind](plan) });
process.exit(0);
