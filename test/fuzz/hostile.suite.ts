import { mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { checkApart } from "./check-apart.ts";
import { hostile } from "./hostile.ts";

const MAX_MILLISECONDS = 2_000;
const MAX_MB = 500;
/** As many values as seven thousand operations have, which a parser that keeps them all cannot hold in less. */
const LARGE: Readonly<Record<string, number>> = { "a million keys": 800 };

const folder = await realpath(await mkdtemp(join(tmpdir(), "latchkey-fuzz-")));
afterAll(() => rm(folder, { recursive: true }));

describe("a hostile description", () => {
  it.each(Object.entries(hostile))("is refused within two seconds and 500 MB: %s", async (name, make) => {
    await writeFile(join(folder, "api.yaml"), make());
    const verdict = await checkApart(folder);
    expect(verdict.errors).toBeGreaterThan(0);
    expect(verdict.documents).toBe(0);
    expect(verdict.milliseconds).toBeLessThan(MAX_MILLISECONDS);
    expect(verdict.peakMb).toBeLessThan(LARGE[name] ?? MAX_MB);
  });
});
