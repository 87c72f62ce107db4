import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { watchFiles } from "../../local/watch-files.ts";

let root: string;
let stop = () => {};
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "latchkey-watch-"));
  await mkdir(join(root, "openapi"));
  await writeFile(join(root, "stack.yaml"), "a");
  await writeFile(join(root, "openapi", "api.yaml"), "a");
});
afterEach(async () => {
  stop();
  await rm(root, { recursive: true, force: true });
});

function watched(...files: string[]) {
  const changed = vi.fn();
  stop = watchFiles(
    files.map((file) => join(root, file)),
    changed,
  );
  return changed;
}
const once = (changed: ReturnType<typeof watched>, times = 1) =>
  vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(times), { interval: 5, timeout: 5_000 });

describe("a save is noticed", () => {
  test("once, however many steps the editor takes", async () => {
    const changed = watched("stack.yaml", "openapi/api.yaml");
    for (const text of ["b", "c", "d"]) await writeFile(join(root, "stack.yaml"), text);
    await writeFile(join(root, "openapi", "api.yaml"), "b");
    await once(changed);
  });

  test("when the editor writes beside the file and renames", async () => {
    const changed = watched("stack.yaml");
    await writeFile(join(root, ".stack.yaml.swp"), "b");
    await rename(join(root, ".stack.yaml.swp"), join(root, "stack.yaml"));
    await once(changed);
  });

  test("when the file was not there before", async () => {
    const changed = watched("later.yaml");
    await writeFile(join(root, "later.yaml"), "a");
    await once(changed);
  });

  test("when not even its folder was there before", async () => {
    const changed = watched("some/where/api.yaml");
    await mkdir(join(root, "some", "where"), { recursive: true });
    await once(changed);
  });
});

test("other files in the same folder are nobody's business", async () => {
  const changed = watched("stack.yaml");
  await writeFile(join(root, "notes.txt"), "b");
  await writeFile(join(root, "stack.yaml"), "b");
  await once(changed);
});

test("after stopping nothing is called back, not even what was about to be", async () => {
  const stopped = watched("stack.yaml");
  await writeFile(join(root, "stack.yaml"), "b");
  stop();
  const changed = watched("stack.yaml");
  await writeFile(join(root, "stack.yaml"), "c");
  await once(changed);
  expect(stopped).not.toHaveBeenCalled();
});
