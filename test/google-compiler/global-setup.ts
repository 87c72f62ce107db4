import type { TestProject } from "vitest/node";
import { buildCompiler } from "./build-compiler.ts";
import { readRunOptions } from "./seed.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Java and the folder the compiler was built into. */
    googleCompiler: { java: string; home: string };
    seed: number;
    runs: number;
  }
}

/** Finds or builds the compiler. `GOOGLE_COMPILER_RUN` holds the arguments of the run. */
export default async function setup(project: TestProject): Promise<void> {
  const build = await buildCompiler({ tell: (line) => process.stderr.write(`google compiler: ${line}\n`) });
  if (build.kind === "skipped") throw new Error(build.why);
  const { seed, runs } = readRunOptions(JSON.parse(process.env.GOOGLE_COMPILER_RUN || "[]"));
  project.provide("googleCompiler", { java: build.java, home: build.home });
  project.provide("seed", seed);
  project.provide("runs", runs);
}
