// All that the monkey can do.

import type { Deeds } from "../monkey.ts";
import { ACCOUNTS } from "./accounts.ts";
import { DESK } from "./desk.ts";
import { FILES } from "./files.ts";
import { TABLE } from "./table.ts";

export const DEEDS: Deeds = { ...FILES, ...ACCOUNTS, ...TABLE, ...DESK };
