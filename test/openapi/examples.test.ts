import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { CompileSettings } from "../../openapi/compilation.ts";
import { compile } from "../../openapi/compile.ts";
import { codes, settings } from "./settings.ts";

const folder = fileURLToPath(new URL("../../openapi/", import.meta.url));
const files = ["api.yaml", ...readdirSync(`${folder}examples`).map((name) => `examples/${name}`)];
const run = (file: string, changes: Partial<CompileSettings> = {}) =>
  compile({ source: readFileSync(folder + file), file, settings: settings(changes) });

describe("examples", () => {
  it.each(files)("%s compiles to both doors, with notes at most", (file) => {
    const compilation = run(file);
    // A key demanded at both doors counts twice; that example needs one door only.
    const expected = file === "examples/key-and-token.yaml" ? ["quota_doubled"] : [];
    expect(codes(compilation, "warning")).toEqual(expected);
    expect(Object.keys(compilation.documents)).toEqual(["main", "second"]);
  });

  it.each(["examples/crud.yaml", "examples/key-and-token.yaml", "examples/external-issuer.yaml"])(
    "%s runs on one door",
    (file) => {
      expect(codes(run(file, { doors: ["main"] }), "warning")).toEqual([]);
    },
  );

  it.each(["api.yaml", "examples/swagger.yaml"])("%s needs two doors, or signed keys", (file) => {
    expect(codes(run(file, { doors: ["main"] }))).toContain("needs_second_door");
    expect(codes(run(file, { doors: ["main"], apiKeys: "signed" }), "warning")).toEqual([]);
  });

  it("shows a CRUD API with a public health check and a custom method", () => {
    const { operations } = run("examples/crud.yaml");
    const told = operations.map(
      ({ method, pathTemplate, policy }) => `${method} ${pathTemplate} ${policy.open ? "open" : "closed"}`,
    );
    expect(told).toContain("GET /v1/health open");
    expect(told).toContain("POST /v1/orders/{order_id}:cancel closed");
    expect(told.filter((line) => line.endsWith("open"))).toHaveLength(1);
  });
});
