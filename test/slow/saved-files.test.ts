import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { devConfig } from "../fixtures/project.ts";
import { runStack } from "../fixtures/running-stack.ts";

describe("a description in several files", () => {
  const entry = (ref: string) =>
    `openapi: 3.0.4\ninfo: {title: a, version: "1"}\npaths:\n  /orders: {$ref: "${ref}"}\n${schemes}`;
  const schemes = "components: {securitySchemes: {key: {type: apiKey, in: header, name: x-api-key}}}\n";
  const overlay =
    "overlay: 1.0.0\ninfo: {title: a, version: '1'}\nactions: [{target: $.info, update: {title: Overlaid}}]\n";
  const orders = "get: {operationId: orders, security: [{key: []}]}\n";

  test("is deployed anew when any of them changes, those that are missing too", async () => {
    const running = await runStack();
    const { root } = running.project;
    const sources = () => running.stack.sources.map((file) => file.slice(root.length + 1));
    try {
      expect(sources()).toEqual(["Pulumi.yaml", "Pulumi.dev.yaml", "openapi/api.yaml"]);
      await running.project.describe(entry("orders.yaml"));
      await writeFile(join(root, "openapi", "orders.yaml"), orders);
      await running.stack.redeploy();
      expect(sources()).toEqual(["Pulumi.yaml", "Pulumi.dev.yaml", "openapi/api.yaml", "openapi/orders.yaml"]);
      expect(running.stack.deployment.doors[0]?.document).toContain('"operationId": "orders"');

      await running.project.configure({ ...devConfig, "latchkey:overlays": ["overlay.yaml"] });
      await expect(running.stack.redeploy()).rejects.toMatchObject({ code: "description_missing" });
      expect(sources()).toContain("overlay.yaml");
      await writeFile(join(root, "overlay.yaml"), overlay);
      await running.stack.redeploy();
      expect(running.stack.deployment.doors[0]?.document).toContain('"title": "Overlaid"');
      await running.project.configure(devConfig);

      await running.project.describe(entry("others.yaml"));
      await rm(join(root, "openapi", "orders.yaml"));
      await expect(running.stack.redeploy()).rejects.toMatchObject({ code: "description_refused" });
      expect(sources().slice(2).sort()).toEqual([
        "openapi/api.yaml",
        "openapi/orders.yaml",
        "openapi/others.yaml",
        "overlay.yaml",
      ]);
    } finally {
      await running.remove();
    }
  });
});
