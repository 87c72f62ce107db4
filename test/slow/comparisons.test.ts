import { expect, test } from "vitest";
import { judgeComparisons } from "../openapi/compare/judge-comparisons.ts";

test("what a comparison calls weaker or lost is so, for five hundred random pairs of descriptions", () => {
  expect(judgeComparisons(500)).toBeGreaterThan(500);
}, 180_000);
