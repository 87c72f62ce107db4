import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { projectRoot } from "../../infra/project-root.ts";
import { extensionValues } from "../../openapi/description/extension-values.ts";
import { compileOverlaid } from "../openapi/overlay/overlaid.ts";

const page = await readFile(join(projectRoot, "docs", "api-descriptions.md"), "utf8");

describe("the page on API descriptions", () => {
  test("has an overlay that does what it says", () => {
    const [, overlay = ""] = /^```yaml\n([\s\S]*?)^```/m.exec(page) ?? [];
    const paths = Object.fromEntries(
      ["/health", "/orders", "/admin"].map((path) => [path, { get: { operationId: path } }]),
    );
    const description = { openapi: "3.1.0", info: { title: "Generated", version: "1" }, paths };
    const { findings, operations } = compileOverlaid(JSON.stringify(description), [overlay]);
    expect(findings.filter(({ severity }) => severity !== "note")).toEqual([]);
    expect(operations.map(({ pathTemplate, policy }) => [pathTemplate, policy])).toEqual([
      ["/health", { open: true }],
      ["/orders", { open: false, key: { tokens: [] } }],
    ]);
  });

  test.each(Object.keys(extensionValues))("explains %s", (name) => expect(page).toContain(`| \`${name}: `));
});
