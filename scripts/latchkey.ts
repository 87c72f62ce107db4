#!/usr/bin/env node
import { run } from "./run.ts";
import { ignoreClosedPipe } from "./terminal/ignore-closed-pipe.ts";

ignoreClosedPipe();
process.exitCode = await run(process.argv.slice(2));
