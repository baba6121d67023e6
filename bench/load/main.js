/** `node main.js`: carries out the plan on standard input, `{kind, ...}`, and prints its result. */

import { json } from "node:stream/consumers";
import { moving, typing } from "./doing.js";
import { histories, history } from "./histories.js";
import { idling, open, storm } from "./opening.js";
import { tell } from "./output.js";
import { replaying } from "./trace.js";

const KINDS = { history, histories, typing, moving, storm, idling, open, replaying };

const plan = await json(process.stdin);
tell({ result: await KINDS[plan.kind](plan) });
process.exit(0);
