import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { projectRoot } from "../../infra/project-root.ts";
import { compile } from "../../openapi/compile.ts";
import { settings } from "../openapi/settings.ts";
import { readOverlay, readStranger, strangers } from "../strangers/description.ts";
import { mutate } from "./mutate.ts";
import { Random } from "./random.ts";

const SEED = Number(process.env.LATCHKEY_FUZZ_SEED ?? 1);
const MILLISECONDS = Number(process.env.LATCHKEY_FUZZ_SECONDS ?? 30) * 1_000;
const MAX_BYTES = 150_000;

/** Examples, and the smaller strangers where they are installed. */
function seeds(): { name: string; source: Buffer; overlay?: Buffer }[] {
  const folder = join(projectRoot, "openapi", "examples");
  const examples = readdirSync(folder).map((name) => ({ name, source: readFileSync(join(folder, name)) }));
  const others = strangers.flatMap((stranger) => {
    try {
      return [{ name: stranger.name, source: readStranger(stranger), overlay: readOverlay(stranger) }];
    } catch {
      return [];
    }
  });
  return [...examples, ...others].filter(({ source }) => source.length > 0 && source.length <= MAX_BYTES);
}

it(
  `answers whatever a description turns into, from seed ${SEED}`,
  () => {
    const random = new Random(SEED);
    const all = seeds();
    const started = performance.now();
    let count = 0;
    for (; performance.now() - started < MILLISECONDS; count += 1) {
      const { name, source, overlay } = random.pick(all);
      const mutant = mutate(source, random);
      const overlays =
        overlay && random.below(2) === 0 ? [{ source: mutateSometimes(overlay), file: "overlay.yaml" }] : [];
      const before = process.threadCpuUsage();
      try {
        const { findings, documents } = compile({ source: mutant, file: "api.yaml", overlays, settings: settings() });
        const { user, system } = process.threadCpuUsage(before);
        const failed = findings.some(({ severity }) => severity === "error");
        // `proof_…` would mean that we ourselves wrote a document that says something else.
        expect(findings.filter(({ code }) => code.startsWith("proof_"))).toEqual([]);
        expect(Object.keys(documents)).toHaveLength(failed ? 0 : 2);
        expect((user + system) / 1000).toBeLessThan(2_000);
      } catch (error) {
        const kept = join(mkdtempSync(join(tmpdir(), "latchkey-fuzz-")), name.replace(/\W/g, "-"));
        writeFileSync(kept, mutant);
        for (const { source: text } of overlays) writeFileSync(`${kept}.overlay`, text);
        throw new Error(`number ${count} from seed ${SEED}, kept in ${kept}`, { cause: error });
      }
    }
    console.log(`${count} changed descriptions of ${all.length}`);
    expect(count).toBeGreaterThan(100);

    function mutateSometimes(overlay: Uint8Array): Uint8Array {
      return random.below(4) === 0 ? mutate(overlay, random) : overlay;
    }
  },
  MILLISECONDS + 60_000,
);
