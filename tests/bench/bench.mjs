// Measures the shipped page, and tells ratios: of a budget, or of what peers need.

import { desk } from "./desk.mjs";
import { quality } from "./lighthouse.mjs";
import { opening } from "./opening.mjs";
import { reading } from "./reading.mjs";

const parts = { opening, desk, reading, lighthouse: quality };

const wanted = process.argv.slice(2);
for (const name of wanted.length > 0 ? wanted : Object.keys(parts)) await parts[name]();
