import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readDescription } from "../../infra/read-description.ts";

let base: string;
let root: string;
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), "latchkey-description-"));
  root = join(base, "project");
  await mkdir(join(root, "openapi"), { recursive: true });
  await mkdir(join(base, "project-next-door"));
  await writeFile(join(base, "secret.yaml"), "no");
  await writeFile(join(base, "project-next-door", "api.yaml"), "no");
  await writeFile(join(root, "openapi", "api.yaml"), Buffer.of(0xff, 0x00, 0x41));
  await writeFile(join(root, "..api.yaml"), "dots");
  await symlink(join(base, "secret.yaml"), join(root, "link.yaml"));
  await symlink(join(root, "openapi"), join(root, "inside"));
  await symlink(join(root, "loop.yaml"), join(root, "loop.yaml"));
});
afterAll(() => rm(base, { recursive: true, force: true }));

const read = async (file: string) => Buffer.from(await readDescription(file, root)).toString("latin1");

describe("an API description", () => {
  test.each([
    ["is read byte for byte", "openapi/api.yaml", "\u00ff\u0000A"],
    ["may be named in full", "ABSOLUTE", "\u00ff\u0000A"],
    ["may lie behind a link that stays inside", "inside/api.yaml", "\u00ff\u0000A"],
    ["may have a name that starts with dots", "..api.yaml", "dots"],
    ["may be reached by a detour", "openapi/../openapi/api.yaml", "\u00ff\u0000A"],
  ])("%s", async (_, file, text) =>
    expect(await read(file === "ABSOLUTE" ? join(root, "openapi", "api.yaml") : file)).toBe(text),
  );

  test.each([
    ["description_outside", "../secret.yaml"],
    ["description_outside", "../project-next-door/api.yaml"],
    ["description_outside", "link.yaml"],
    ["description_outside", "/etc/passwd"],
    ["description_missing", "openapi/nope.yaml"],
    ["description_unreadable", "openapi"],
    ["description_unreadable", "loop.yaml"],
    ["description_unreadable", "openapi/api.yaml/below"],
    ["description_unreadable", "a\0b"],
  ])("%s: %j", (code, file) => expect(read(file)).rejects.toMatchObject({ code, details: { file } }));
});
