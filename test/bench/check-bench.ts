import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { projectRoot } from "../../infra/project-root.ts";
import { table } from "../../scripts/terminal/table.ts";
import { installPackages } from "../install-packages.ts";
import { largeDescription } from "./large-description.ts";
import { measure, median } from "./measure.ts";

// `npm run bench:check [-- --smoke] [-- --rounds N]`: `latchkey check` beside the linters people use, whole processes, in turn.

/** One command on one file. */
interface Run {
  readonly name: string;
  readonly command: readonly string[];
  /** Absent: in every round. Some take so long that one round has to do. */
  readonly rounds?: number;
}

/** A figure and what it must be. */
interface Verdict {
  readonly name: string;
  readonly value: number;
  readonly unit: "s" | "MB" | "times";
  readonly is: "at least" | "at most";
  readonly target: number;
}

const peers = join(import.meta.dirname, "peers");

function commands(folder: string, hasPeers: boolean): Run[] {
  const latchkey = (file: string) => ["node", `${projectRoot}/scripts/latchkey.ts`, "check", join(folder, file)];
  const ours: Run[] = [
    { name: "latchkey, small", command: ["node", `${projectRoot}/scripts/latchkey.ts`, "check", small] },
    { name: "latchkey, 1,000 operations", command: latchkey("1000.yaml") },
    { name: "latchkey, 1,000 operations, 200 mistakes", command: latchkey("mistakes.yaml") },
    { name: "latchkey, 10,000 operations", command: latchkey("10000.yaml") },
  ];
  if (!hasPeers) return ours;
  const peer = (name: string) => join(peers, "node_modules", ".bin", name);
  const redocly = (file: string) => [peer("redocly"), "lint", join(folder, file)];
  const spectral = (file: string) => [peer("spectral"), "lint", "-r", join(folder, "ruleset.yaml"), join(folder, file)];
  return [
    ...ours,
    { name: "redocly lint, 1,000 operations", command: redocly("1000.yaml") },
    { name: "spectral lint, 1,000 operations", command: spectral("1000.yaml") },
    // Spectral is left out: it takes several times as long as Redocly for a tenth of this.
    { name: "redocly lint, 10,000 operations", command: redocly("10000.yaml"), rounds: 3 },
  ];
}

const small = join(projectRoot, "openapi", "examples", "crud.yaml");

async function writeFiles(folder: string): Promise<void> {
  await Promise.all([
    writeFile(join(folder, "1000.yaml"), largeDescription({ operations: 1_000 })),
    writeFile(join(folder, "mistakes.yaml"), largeDescription({ operations: 1_000, mistakes: 200 })),
    writeFile(join(folder, "10000.yaml"), largeDescription({ operations: 10_000 })),
    writeFile(join(folder, "ruleset.yaml"), "extends: [[spectral:oas, recommended]]\n"),
  ]);
}

/** Runs everything in turn, so that a noisy minute hits all alike. */
async function measureAll(runs: readonly Run[], rounds: number) {
  const seconds = new Map(runs.map(({ name }) => [name, [] as number[]]));
  const peaks = new Map(runs.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, command, rounds: most = rounds } of runs) {
      if (round >= most) continue;
      // Linters end with 1 when they find something.
      const run = await measure(command, { REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" }, [0, 1]);
      seconds.get(name)?.push(run.seconds);
      peaks.get(name)?.push(run.peakMb ?? Number.NaN);
    }
  }
  return {
    seconds: (name: string) => median(seconds.get(name) ?? []),
    peakMb: (name: string) => Math.max(...(peaks.get(name) ?? [])),
  };
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { smoke: { type: "boolean", default: false }, rounds: { type: "string" } } });
  const rounds = Number(values.rounds ?? (values.smoke ? 1 : 5));
  // A busy machine is no verdict: the short form only catches what is far off.
  const slack = values.smoke ? 4 : 1;
  const why = values.smoke ? "left out of the short form" : await installPackages(peers);
  if (why !== undefined) console.log(`peers: ${why}`);
  const folder = await mkdtemp(join(tmpdir(), "latchkey-bench-"));
  try {
    await writeFiles(folder);
    const runs = commands(folder, why === undefined);
    const { seconds, peakMb } = await measureAll(runs, rounds);
    console.log(
      table(runs.map(({ name }) => [name, `${seconds(name).toFixed(2)} s`, `${peakMb(name).toFixed(0)} MB`])),
    );

    const [smallest, thousand, mistaken, tenThousand] = runs.map(({ name }) => name);
    const verdicts: Verdict[] = [
      atMost("a small description", "s", seconds(smallest ?? ""), 0.25 * slack),
      atMost("1,000 operations", "MB", peakMb(thousand ?? ""), 300 * (values.smoke ? 1.2 : 1)),
      atMost("10,000 operations", "MB", peakMb(tenThousand ?? ""), 1_200 * (values.smoke ? 1.2 : 1)),
      atMost(
        "10,000 beside ten times 1,000",
        "times",
        seconds(tenThousand ?? "") / seconds(thousand ?? "") / 10,
        1.2 * slack,
      ),
      atMost("200 mistakes beside none", "times", seconds(mistaken ?? "") / seconds(thousand ?? ""), 1.5 * slack),
    ];
    if (why === undefined) {
      const fastest = Math.min(seconds("redocly lint, 1,000 operations"), seconds("spectral lint, 1,000 operations"));
      const larger = seconds("redocly lint, 10,000 operations") / seconds(tenThousand ?? "");
      verdicts.push(
        {
          name: "faster than the fastest peer, 1,000",
          unit: "times",
          value: fastest / seconds(thousand ?? ""),
          is: "at least",
          target: 2,
        },
        { name: "faster than the fastest peer, 10,000", unit: "times", value: larger, is: "at least", target: 3 },
      );
    }
    return tell(verdicts, rounds);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function atMost(name: string, unit: Verdict["unit"], value: number, target: number): Verdict {
  return { name, unit, value, is: "at most", target };
}

function tell(verdicts: readonly Verdict[], rounds: number): number {
  const rows = verdicts.map((verdict) => ({
    ...verdict,
    ok: verdict.is === "at most" ? verdict.value <= verdict.target : verdict.value >= verdict.target,
  }));
  const figure = (value: number, unit: string) => `${value.toFixed(unit === "MB" ? 0 : 2)} ${unit}`;
  const cells = rows.map(({ name, value, unit, is, target, ok }) => [
    name,
    figure(value, unit),
    `${is} ${figure(target, unit)}`,
    ok ? "" : "MISSED",
  ]);
  console.log(table(cells));
  const failed = rows.filter(({ ok }) => !ok).length;
  console.log(`median of ${rounds}\n${rows.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

process.exitCode = await main();
