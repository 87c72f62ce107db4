#!/usr/bin/env node
import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

// Compiled code is kept between runs, so nothing but Node's own may be imported before this line.
enableCompileCache(fileURLToPath(new URL("../node_modules/.cache/latchkey/compile", import.meta.url)));
const { ignoreClosedPipe } = await import("./terminal/ignore-closed-pipe.ts");
const { run } = await import("./run.ts");

ignoreClosedPipe();
process.exitCode = await run(process.argv.slice(2));
