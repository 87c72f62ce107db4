import { afterAll, beforeAll, inject } from "vitest";
import { GoogleCompiler, type Verdict } from "./google-compiler.ts";

/** Google's compiler for the tests of one file. */
export interface Judges {
  /** Documents judged so far. */
  readonly count: number;
  judge(document: string, serviceName?: string): Promise<Verdict>;
}

/** Starts JVMs before the tests of a file and ends them after; documents go to them in turn. */
export function startJudges(jvms = 1): Judges {
  const compilers: GoogleCompiler[] = [];
  let count = 0;
  beforeAll(async () => {
    for (let at = 0; at < jvms; at += 1) compilers.push(await GoogleCompiler.start(inject("googleCompiler")));
  });
  afterAll(async () => {
    await Promise.all(compilers.map((compiler) => compiler.close()));
  });
  return {
    get count() {
      return count;
    },
    judge(document, serviceName) {
      const compiler = compilers[count % compilers.length];
      count += 1;
      if (!compiler) throw new Error("Google's compiler is not started yet");
      return compiler.compile(document, serviceName);
    },
  };
}
