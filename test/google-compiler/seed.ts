/** Seed of every run that does not ask for another, so that CI judges the same descriptions each time. */
export const USUAL_SEED = 20_180_801;
/** Descriptions that are generated unless told otherwise. */
export const USUAL_RUNS = 2_000;

/** What a run is asked for on its command line. */
export interface RunOptions {
  readonly seed: number;
  readonly runs: number;
}

/**
 * Reads `--seed N|random` and `--runs N`.
 *
 * @throws {RangeError} for anything else.
 */
export function readRunOptions(
  args: readonly string[],
  random = () => Math.floor(Math.random() * 2 ** 31),
): RunOptions {
  let seed = USUAL_SEED;
  let runs = USUAL_RUNS;
  for (let at = 0; at < args.length; at += 2) {
    const [name, value = ""] = args.slice(at);
    if (name === "--seed" && value === "random") seed = random();
    else if (name === "--seed" && /^\d+$/.test(value)) seed = Number(value);
    else if (name === "--runs" && /^[1-9]\d*$/.test(value)) runs = Number(value);
    else throw new RangeError(`${[name, value].join(" ").trim()}: expected --seed N, --seed random or --runs N`);
  }
  return { seed, runs };
}
