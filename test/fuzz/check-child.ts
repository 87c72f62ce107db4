import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readBeside } from "../../infra/read-beside.ts";
import { compile } from "../../openapi/compile.ts";
import { settings } from "../openapi/settings.ts";

/** What one check found and took. */
export interface Verdict {
  readonly codes: readonly string[];
  readonly errors: number;
  readonly operations: readonly string[];
  readonly documents: number;
  /** Of the main thread: another process that keeps the machine busy does not count. */
  readonly milliseconds: number;
  readonly peakMb: number;
}

// `check-child.ts FOLDER`: checks FOLDER/api.yaml as a deployment does, and prints a Verdict.
const [folder = "."] = process.argv.slice(2);
const source = readFileSync(join(folder, "api.yaml"));
const before = process.threadCpuUsage();
const { findings, operations, documents } = compile({
  source,
  file: "api.yaml",
  read: readBeside("api.yaml", folder),
  settings: settings(),
});
const { user, system } = process.threadCpuUsage(before);
const verdict: Verdict = {
  codes: [...new Set(findings.map(({ code }) => code))],
  errors: findings.filter(({ severity }) => severity === "error").length,
  operations: operations.map(({ pathTemplate }) => pathTemplate),
  documents: Object.keys(documents).length,
  milliseconds: (user + system) / 1000,
  peakMb: process.resourceUsage().maxRSS / 1024,
};
process.stdout.write(JSON.stringify(verdict));
