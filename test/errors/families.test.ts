import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { credentialErrors } from "../../credentials/errors.ts";
import type { ErrorText } from "../../errors/latchkey-error.ts";
import { projectRoot } from "../../infra/project-root.ts";
import { descriptionFileErrors } from "../../infra/read-description.ts";
import { checkoutErrors } from "../../local/checkout/checkout.ts";
import { diffErrors } from "../../local/diff/diff-stack.ts";
import { evaluationErrors } from "../../local/engine/evaluation-error.ts";
import { providerErrors } from "../../local/provider/errors.ts";
import { engineErrors } from "../../local/pulumi/engine-error.ts";
import { yamlFileErrors } from "../../local/read-yaml.ts";
import { recoverErrors } from "../../local/recover/recover-error.ts";
import { stackFileErrors } from "../../local/stack-file.ts";
import { stackProjectErrors } from "../../local/stack-project.ts";
import { stateErrors } from "../../local/state-error.ts";
import { overlapErrors } from "../../openapi/compare/overlap-paths.ts";
import { inputFileErrors } from "../../scripts/check/read-input.ts";
import { doorErrors } from "../../scripts/compile-description.ts";
import { deployedStackErrors } from "../../scripts/deployed-outputs.ts";
import { discoveryErrors } from "../../scripts/issuer/discovery-error.ts";
import { unknownCredentialErrors } from "../../scripts/need-consumer.ts";
import { preflightErrors } from "../../scripts/preflight/granted-permissions.ts";
import { stackAccessErrors } from "../../scripts/stack-access.ts";
import { secretFileErrors } from "../../scripts/terminal/write-secret.ts";

const families: Record<string, Readonly<Record<string, ErrorText>>> = {
  checkoutErrors,
  credentialErrors,
  deployedStackErrors,
  descriptionFileErrors,
  discoveryErrors,
  diffErrors,
  doorErrors,
  engineErrors,
  evaluationErrors,
  inputFileErrors,
  overlapErrors,
  preflightErrors,
  providerErrors,
  recoverErrors,
  secretFileErrors,
  stackAccessErrors,
  stackFileErrors,
  stackProjectErrors,
  stateErrors,
  unknownCredentialErrors,
  yamlFileErrors,
};
const rows = Object.entries(families).flatMap(([family, texts]) =>
  Object.entries(texts).map(([code, text]) => ({ family, code, ...text })),
);

describe("every row of every family", () => {
  test.each(rows)("$family.$code says what is wrong and what to do about it", ({ code, message, fix }) => {
    expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
    for (const text of [message, fix]) {
      expect(text.trim()).toBe(text);
      expect(text.length).toBeGreaterThan(8);
      expect(text).not.toMatch(/\bclient\b|\btenant\b|TODO|undefined/);
    }
  });

  test("has a code of its own", () => {
    const codes = rows.map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)]);
  });
});

test("no error is thrown with an empty way out", async () => {
  const folders = ["credentials", "infra", "local", "openapi", "scripts"];
  const files = (
    await Promise.all(
      folders.map(async (folder) =>
        (
          await readdir(join(projectRoot, folder), { recursive: true })
        )
          .filter((name) => name.endsWith(".ts"))
          .map((name) => join(projectRoot, folder, name)),
      ),
    )
  ).flat();
  expect(files.length).toBeGreaterThan(100);
  const texts = await Promise.all(files.map(async (file) => [file, await readFile(file, "utf8")] as const));
  expect(texts.filter(([, text]) => /\bfix: (""|''|``)/.test(text)).map(([file]) => file)).toEqual([]);
});
