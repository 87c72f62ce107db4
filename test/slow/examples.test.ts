import { describe, expect, test } from "vitest";
import { localChecks } from "../../local/check/local-checks.ts";
import { runChecks } from "../../local/check/run-checks.ts";
import { devConfig } from "../fixtures/project.ts";
import { runStack } from "../fixtures/running-stack.ts";

const consumers = devConfig["latchkey:consumers"];

describe("every example", () => {
  test.each([
    ["crud.yaml", ["main"], consumers],
    ["key-and-token.yaml", ["main"], consumers],
    ["external-issuer.yaml", ["main"], { globex: consumers.globex }],
    ["swagger.yaml", ["main", "second"], consumers],
  ])("%s runs, and takes and refuses what it says", async (file, doors, held) => {
    const running = await runStack({
      config: {
        ...devConfig,
        "latchkey:description": `openapi/examples/${file}`,
        "latchkey:doors": doors,
        "latchkey:consumers": held,
      },
    });
    try {
      const results = await runChecks(localChecks(running.stack, running.minter, running.credentials));
      expect(results.length).toBeGreaterThan(5);
      expect(results.filter((result) => !result.ok)).toEqual([]);
    } finally {
      await running.remove();
    }
  });
});
