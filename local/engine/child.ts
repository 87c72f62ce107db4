import { once } from "node:events";
import { enableCompileCache } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

// Compiled code is kept between runs, so nothing but Node's own may be imported before this line.
enableCompileCache(fileURLToPath(new URL("../../node_modules/.cache/latchkey/compile", import.meta.url)));
process.env.PULUMI_ERROR_OUTPUT_STRING = "true";
process.once("disconnect", () => process.exit());
const asked = once(process, "message");

const [verbosity, ...ahead] = process.argv.slice(2);
// The SDK takes a stack trace per promise, dozens a resource: a third of the time, for something only `--verbose` shows.
if (verbosity !== "verbose") Error.stackTraceLimit = 0;

const { deferPackages, rarelyUsed } = await import("./defer-packages.ts");
deferPackages(rarelyUsed);
const { answerParent } = await import("./answer-parent.ts");
for (const module of ["@pulumi/gcp", ...ahead.map((path) => pathToFileURL(path).href)]) {
  // Ahead of the question; whoever needs it meets the error, if there is one.
  import(module).catch(() => undefined);
}
answerParent((await asked)[0]);
