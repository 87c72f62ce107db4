import type { RequestRecord } from "../../local/gateway/gateway.ts";
import { hideCredentials } from "../../local/service/credentials.ts";
import { dim, green, red, yellow } from "../terminal/style.ts";

const told = new Set<string>();

/** Prints one line for a request at a door on a terminal, and each warning once. */
export function tellRequest(record: RequestRecord): void {
  const { method, path, status, door, durationMs, responseDetails, warnings } = record;
  if (process.stdout.isTTY) {
    const colour = status < 400 ? green : status < 500 ? yellow : red;
    console.log(
      `${colour(String(status))} ${method} ${hideCredentials(path)} ${dim(`${door}, ${Math.round(durationMs)} ms, ${responseDetails}`)}`,
    );
  }
  for (const warning of warnings) {
    if (told.has(warning)) continue;
    told.add(warning);
    process.stderr.write(`${yellow("warning:")} ${warning}\n`);
  }
}
