import { expect, it } from "vitest";
import { readRunOptions, USUAL_RUNS, USUAL_SEED } from "./seed.ts";

it.each([
  ["nothing", [], { seed: USUAL_SEED, runs: USUAL_RUNS }],
  ["a seed", ["--seed", "7"], { seed: 7, runs: USUAL_RUNS }],
  ["a random seed", ["--seed", "random"], { seed: 42, runs: USUAL_RUNS }],
  ["both", ["--runs", "50", "--seed", "0"], { seed: 0, runs: 50 }],
])("reads %s", (_, args, expected) => {
  expect(readRunOptions(args, () => 42)).toEqual(expected);
});

it.each([[["--seed"]], [["--seed", "x"]], [["--runs", "0"]], [["7"]], [["--help", "1"]]])("refuses %j", (args) => {
  expect(() => readRunOptions(args)).toThrow(RangeError);
});
