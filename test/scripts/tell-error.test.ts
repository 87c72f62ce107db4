import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { LatchkeyError } from "../../errors/latchkey-error.ts";
import { SettingsError } from "../../infra/settings/settings-error.ts";
import { packError, unpackError } from "../../local/engine/relayed-error.ts";
import { tellError } from "../../scripts/tell-error.ts";
import { withPlaces } from "../../scripts/with-places.ts";
import { makeProject } from "../fixtures/project.ts";

const mistake = new LatchkeyError("a_code", { message: "{what} is wrong", fix: "mend {what}" }, { what: "it" });

describe("an error on the terminal", () => {
  test("of the user says code, what is wrong and the way out, and exits 1", () => {
    expect(tellError(mistake, false)).toEqual({ text: "error a_code: it is wrong\n  fix: mend it", exitCode: 1 });
  });

  test("shows what would move the cursor instead of sending it", () => {
    const odd = new LatchkeyError("a_code", { message: "no {what}\nat all", fix: "mend it" }, { what: "e\u001b[31mX" });
    expect(tellError(odd, false).text).toBe("error a_code: no e\u241b[31mX\nat all\n  fix: mend it");
  });

  test("of ours says so, asks for a report and exits 70", () => {
    const { text, exitCode } = tellError(new TypeError("x is not a function"), false);
    expect(exitCode).toBe(70);
    expect(text).toMatch(/^latchkey failed, and that is a bug: x is not a function\n {2}fix: .*report.*--verbose$/);
  });

  test("that is no error at all is still told", () => {
    expect(tellError("thrown text", true)).toMatchObject({
      text: expect.stringContaining("thrown text"),
      exitCode: 70,
    });
  });

  test("has its trace, and that of what was behind it, only when asked for", () => {
    const error = new Error("outside", { cause: new RangeError("inside") });
    expect(tellError(error, false).text).not.toMatch(/^ {4}at /m);
    expect(tellError(error, true).text).toMatch(
      /Error: outside\n {4}at [\s\S]*caused by:[\s\S]*RangeError: inside\n {4}at /,
    );
  });
});

describe("problems with the configuration", () => {
  const problem = (key: string) => ({ key, seen: "x", allowed: "y", message: "is wrong" });
  const keys = ["latchkey:doors", "latchkey:missing", "gcp:project"];

  test("are told with their lines, the missing ones first, also when they come from another process", async () => {
    const project = await makeProject();
    await writeFile(join(project.root, "Pulumi.dev.yaml"), "config:\n  gcp:project: x\n  latchkey:doors: x\n");
    const error = new SettingsError("dev", keys.map(problem));
    const relayed = unpackError(packError(error));
    for (const given of [error, relayed]) {
      const placed = (await withPlaces(given, { stack: "dev", cwd: project.root })) as SettingsError;
      expect(placed).toMatchObject({ name: "SettingsError", code: "settings_invalid", fix: error.fix });
      expect(placed.problems.map(({ key }) => key)).toEqual(keys);
      expect(placed.message.split("\n")).toEqual([
        "3 problems in the configuration of stack dev:",
        "  Pulumi.dev.yaml latchkey:missing: is wrong (seen: x; allowed: y)",
        "  Pulumi.dev.yaml:2:3 gcp:project: is wrong (seen: x; allowed: y)",
        "  Pulumi.dev.yaml:3:3 latchkey:doors: is wrong (seen: x; allowed: y)",
      ]);
    }
    await project.remove();
  });

  test("are told without lines where the file cannot be read", async () => {
    const error = new SettingsError("dev", [problem("gcp:project")]);
    const placed = (await withPlaces(error, { stack: "dev", cwd: "/nowhere" })) as SettingsError;
    expect(placed.message).toMatch(/\n {2}Pulumi\.dev\.yaml gcp:project: /);
  });

  test("leave every other error what it is", async () => {
    for (const other of [mistake, new Error("x"), "text"])
      expect(await withPlaces(other, { stack: "dev" })).toBe(other);
  });
});
