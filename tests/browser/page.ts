// Where the shipped file is.

import { fileURLToPath, pathToFileURL } from "node:url";

const shipped =
  process.env.REPRIEVE_HTML ||
  fileURLToPath(new URL("../../dist/reprieve.html", import.meta.url));

/** The address of the shipped page, opened from disk as a user would. */
export const pageUrl = pathToFileURL(shipped).href;
