import fc from "fast-check";
import { expect, inject, it } from "vitest";
import { randomApi } from "../../openapi/random-api.ts";
import { codes, compileText } from "../../openapi/settings.ts";
import { expectAgreement } from "../agree.ts";
import { startJudges } from "../judges.ts";

const EVERY = 250;

const judges = startJudges(2);

it("takes every document of generated descriptions, and says of each twin what our emulation says", async () => {
  const start = performance.now();
  const [seed, numRuns] = [inject("seed"), inject("runs")];
  let descriptions = 0;
  await fc.assert(
    fc.asyncProperty(randomApi, async ({ text, settings }) => {
      const compilation = compileText(text, settings);
      expect(codes(compilation)).toEqual([]);
      const documents = new Set(Object.values(compilation.documents));
      expect(documents.size).toBeGreaterThan(0);
      await Promise.all([...documents].map((document) => expectAgreement(judges, document)));
      descriptions += 1;
      if (descriptions % EVERY === 0) {
        const seconds = ((performance.now() - start) / 1000).toFixed(0);
        process.stdout.write(
          `google compiler: ${descriptions} descriptions, ${judges.count} documents, ${seconds} s\n`,
        );
      }
    }),
    { seed, numRuns },
  );
  expect(descriptions).toBeGreaterThanOrEqual(numRuns);
});
