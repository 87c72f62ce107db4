import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { rules } from "../../../infra/policy/rules.ts";
import { projectRoot } from "../../../infra/project-root.ts";

test("the pack's README lists every rule as it is, in order", async () => {
  const readme = await readFile(join(projectRoot, "infra", "policy", "README.md"), "utf8");
  const rows = rules.map(({ name, level, reason, fix }) => `| \`${name}\` | ${level} | ${reason} | ${fix} |`);
  expect(readme).toContain(`|---|---|---|---|\n${rows.join("\n")}\n\n`);
});
