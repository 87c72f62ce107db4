import { parseArgs } from "node:util";
import { projectRoot } from "../../infra/project-root.ts";
import { table } from "../../scripts/terminal/table.ts";
import { devConfig, makeProject } from "../fixtures/project.ts";
import { manyConsumers } from "./many-consumers.ts";
import { measure, median } from "./measure.ts";
import { memoryAfterReloads } from "./memory-after-reloads.ts";

/** What is measured, in which unit, and what it must stay under. */
interface Bench {
  readonly name: string;
  readonly unit: "s" | "MB";
  /** Absent: for comparison. */
  readonly target?: number;
  readonly run: () => Promise<number>;
}

const latchkey = ["node", `${projectRoot}/scripts/latchkey.ts`];

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { smoke: { type: "boolean", default: false }, rounds: { type: "string" } } });
  const rounds = Number(values.rounds ?? (values.smoke ? 1 : 5));
  // One noisy run on a busy machine is no verdict: the short form only catches what is far off.
  const tolerance = values.smoke ? 2.5 : 1;
  const [small, large] = await Promise.all([
    makeProject(),
    makeProject({ ...devConfig, "latchkey:consumers": manyConsumers() }),
  ]);
  let largePeakMb = 0;
  const benches: Bench[] = [
    {
      name: `node -e 'import("@pulumi/gcp")'`,
      unit: "s",
      run: async () => (await measure(["node", "-e", 'import("@pulumi/gcp")'])).seconds,
    },
    {
      name: "latchkey --help",
      unit: "s",
      target: 0.5,
      run: async () => (await measure([...latchkey, "--help"])).seconds,
    },
    {
      name: "npx latchkey --help",
      unit: "s",
      target: 0.5,
      run: async () => (await measure(["npx", "latchkey", "--help"])).seconds,
    },
    {
      name: "latchkey local --check, to the first 200",
      unit: "s",
      target: 2,
      run: async () =>
        JSON.parse((await measure([...latchkey, "local", "--check", "--json", "-C", small.root])).stdout).first200Ms /
        1000,
    },
    {
      name: "latchkey preview",
      unit: "s",
      target: 1.2,
      run: async () => (await measure([...latchkey, "preview", "-C", small.root])).seconds,
    },
    {
      name: "latchkey preview, 250 consumers",
      unit: "s",
      target: 4,
      run: async () => {
        const { seconds, peakMb = 0 } = await measure([...latchkey, "preview", "-C", large.root]);
        largePeakMb = Math.max(largePeakMb, peakMb);
        return seconds;
      },
    },
  ];
  const results = new Map(benches.map((bench) => [bench.name, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    for (const bench of benches) results.get(bench.name)?.push(await bench.run());
  }
  const reloadedMb = await memoryAfterReloads(small, 20);
  await Promise.all([small.remove(), large.remove()]);

  const rows = [
    ...benches.map(({ name, unit, target }) => ({ name, unit, target, value: median(results.get(name) ?? []) })),
    { name: "latchkey preview, 250 consumers, all processes", unit: "MB" as const, target: 600, value: largePeakMb },
    { name: "serving process after 20 reloads", unit: "MB" as const, target: 150, value: reloadedMb },
  ].map((row) => ({ ...row, ok: row.target === undefined || row.value <= row.target * tolerance }));
  const cells = rows.map(({ name, unit, target, value, ok }) => [
    name,
    `${value.toFixed(unit === "s" ? 2 : 0)} ${unit}`,
    target === undefined ? "" : `target ${target} ${unit}`,
    ok ? "" : "MISSED",
  ]);
  console.log(table(cells));
  const failed = rows.filter(({ ok }) => !ok).length;
  console.log(`median of ${rounds}\n${rows.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

process.exitCode = await main();
