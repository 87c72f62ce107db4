import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { CompileSettings, DoorName, KeyKind } from "../../../openapi/compilation.ts";
import { compileText } from "../../openapi/settings.ts";
import { expectAgreement } from "../agree.ts";
import { startJudges } from "../judges.ts";

const folder = join(import.meta.dirname, "../../../openapi");
const files = ["api.yaml", ...readdirSync(join(folder, "examples")).map((name) => `examples/${name}`)];
const doors: DoorName[][] = [["main"], ["main", "second"]];
const stacks = doors.flatMap((doors) =>
  (["google", "signed"] satisfies KeyKind[]).flatMap((apiKeys) =>
    (["key", "token"] as const).map((mainDoor) => ({ doors, apiKeys, mainDoor })),
  ),
);
/** What an example cannot do; everything else it has to. */
const impossible: Record<string, string[]> = {
  "api.yaml": ["needs_second_door"],
  "examples/swagger.yaml": ["needs_second_door"],
  "examples/crud.yaml": ["signed_mix"],
  "examples/key-and-token.yaml": ["signed_key_and_token", "signed_quota"],
};

describe.each(files)("%s", (file) => {
  const judges = startJudges();
  const text = readFileSync(join(folder, file), "utf8");

  it.each(stacks)("on $doors with $apiKeys keys, main door $mainDoor", async (stack: Partial<CompileSettings>) => {
    const { findings, documents } = compileText(text, stack);
    const errors = new Set(findings.filter(({ severity }) => severity === "error").map(({ code }) => code));
    if (errors.size > 0) {
      expect(impossible[file]).toEqual(expect.arrayContaining([...errors]));
      return;
    }
    expect(Object.keys(documents)).toEqual(stack.doors);
    for (const document of Object.values(documents)) await expectAgreement(judges, document);
  });
});
