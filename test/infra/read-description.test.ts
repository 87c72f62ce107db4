import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readBeside } from "../../infra/read-beside.ts";
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
  await mkdir(join(root, "openapi", "parts"));
  await writeFile(join(root, "openapi", "parts", "orders.yaml"), "orders");
  await symlink(join(root, "openapi", "parts", "orders.yaml"), join(root, "openapi", "inside.yaml"));
  await symlink(join(root, "..api.yaml"), join(root, "openapi", "above.yaml"));
  await symlink(base, join(root, "openapi", "out"));
  await symlink("/dev/zero", join(root, "openapi", "device.yaml"));
  await symlink(join(root, "openapi", "nowhere.yaml"), join(root, "openapi", "dangling.yaml"));
  execFileSync("mkfifo", [join(root, "openapi", "pipe.yaml")]);
  await symlink(join(root, "openapi"), join(base, "linked"));
});
afterAll(() => rm(base, { recursive: true, force: true }));

const read = (file: string) => Buffer.from(readDescription(file, root)).toString("latin1");

describe("an API description", () => {
  test.each([
    ["is read byte for byte", "openapi/api.yaml", "\u00ff\u0000A"],
    ["may be named in full", "ABSOLUTE", "\u00ff\u0000A"],
    ["may lie behind a link that stays inside", "inside/api.yaml", "\u00ff\u0000A"],
    ["may have a name that starts with dots", "..api.yaml", "dots"],
    ["may be reached by a detour", "openapi/../openapi/api.yaml", "\u00ff\u0000A"],
  ])("%s", (_, file, text) => expect(read(file === "ABSOLUTE" ? join(root, "openapi", "api.yaml") : file)).toBe(text));

  test.each([
    ["description_outside", "../secret.yaml"],
    ["description_outside", "../project-next-door/api.yaml"],
    ["description_outside", "link.yaml"],
    ["description_outside", "/etc/passwd"],
    ["description_missing", "openapi/nope.yaml"],
    ["description_unreadable", "openapi"],
    ["description_unreadable", "loop.yaml"],
    ["description_unreadable", "openapi/api.yaml/below"],
    ["description_unreadable", "openapi/pipe.yaml"],
    ["description_outside", "openapi/device.yaml"],
    ["description_unreadable", "a\0b"],
  ])("%s: %j", (code, file) =>
    expect(() => read(file)).toThrow(expect.objectContaining({ code, details: expect.objectContaining({ file }) })),
  );

  test("is named by the setting that names it", () => {
    const missing = () => readDescription("nope.yaml", root, "latchkey:overlays");
    expect(missing).toThrow(/^latchkey:overlays names nope\.yaml/);
  });
});

describe("files beside an API description", () => {
  test.each([
    ["below its folder", "openapi/parts/orders.yaml", "orders"],
    ["behind a link that stays in its folder", "openapi/inside.yaml", "orders"],
  ])("are read: %s", (_, file, text) => {
    const read = readBeside("openapi/api.yaml", root)(file);
    expect(typeof read === "string" ? read : Buffer.from(read).toString()).toBe(text);
  });

  test.each([
    ["missing", "openapi/nope.yaml"],
    ["missing", "openapi/dangling.yaml"],
    ["outside", "openapi/above.yaml"],
    ["outside", "openapi/out/secret.yaml"],
    ["outside", "openapi/device.yaml"],
    ["outside", "..api.yaml"],
    ["outside", "/etc/passwd"],
    ["unreadable", "openapi/pipe.yaml"],
    ["unreadable", "openapi/parts"],
    ["unreadable", "openapi/parts/orders.yaml/below"],
    ["unreadable", "openapi/a\0b"],
    ["unreadable", `openapi/${"a".repeat(5_000)}`],
  ])("%s: %j", (problem, file) => expect(readBeside("openapi/api.yaml", root)(file)).toBe(problem));

  test("are looked for where the description's folder really is", () => {
    const read = readBeside(join(base, "linked", "api.yaml"), root);
    expect(Buffer.from(read(join(base, "linked", "parts", "orders.yaml"))).toString()).toBe("orders");
    expect(read(join(base, "secret.yaml"))).toBe("outside");
  });
});
