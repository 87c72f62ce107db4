import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compileDescription, documentOf } from "../../scripts/compile-description.ts";
import { listRoutes } from "../../scripts/list-routes.ts";
import { tellRoutes } from "../../scripts/terminal/tell-routes.ts";
import { devConfig, makeProject, type Project } from "../fixtures/project.ts";

const description = `openapi: 3.0.4
info: { title: x, version: "1" }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: x-api-key }
    token: { type: http, scheme: bearer }
paths:
  /{rest=**}: { get: { operationId: rest, security: [{ key: [], token: [] }] } }
  /orders/{id}: { get: { operationId: one, security: [{ key: [] }, { token: [] }] } }
  /orders/new:
    post: { operationId: make, security: [{ token: [] }] }
    get:
      operationId: form
      security: []
      x-latchkey-public: true
      x-google-backend: { address: "https://forms.example", path_translation: APPEND_PATH_TO_ADDRESS }
`;

let project: Project;
beforeAll(async () => {
  project = await makeProject();
  await writeFile(join(project.root, "orders.yaml"), description);
});
afterAll(() => project.remove());
const compiled = (file?: string, more: object = {}) =>
  compileDescription(file, { stack: "dev", stackIsNamed: false, cwd: project.root, ...more });

describe("a compiled description", () => {
  test("is the stack's own where none is named, and then under its own name the same", async () => {
    const { documents } = (await compiled()).compilation;
    expect(Object.keys(documents)).toEqual(["main", "second"]);
    expect((await compiled("openapi/api.yaml")).compilation.documents).toEqual(documents);
  });

  test("is under neutral settings where there is no stack, and has the doors the stack has where there is one", async () => {
    await rm(join(project.root, "Pulumi.dev.yaml"));
    expect(documentOf(await compiled("orders.yaml"), "second")).toContain("latchkey-000000000000.europe-west1.run.app");
    await project.configure({ ...devConfig, "latchkey:doors": ["main"], "latchkey:apiKeys": "google" });
    await expect(compiled("orders.yaml")).rejects.toMatchObject({ code: "description_refused" });
    await writeFile(join(project.root, "plain.yaml"), description.replace("{ key: [] }, { token: [] }", "{ key: [] }"));
    const plain = await compiled("plain.yaml");
    expect(() => documentOf(plain, "second")).toThrow(expect.objectContaining({ code: "no_such_door" }));
    await project.configure(devConfig);
  });

  test.each([
    ["settings that are wrong", { "latchkey:dors": [] }, undefined, "settings_invalid"],
    ["a stack that is missing", undefined, "missing.yaml", "stack_missing"],
    ["a file that is missing", {}, "missing.yaml", "file_missing"],
  ])("is refused with %s", async (_, config, file, code) => {
    if (config) await project.configure({ ...devConfig, ...config });
    const order = config ? {} : { stack: "nope", stackIsNamed: true };
    await expect(compiled(file, order)).rejects.toMatchObject({ code });
    await project.configure(devConfig);
  });

  test("that is refused is told with the line at fault", async () => {
    await writeFile(
      join(project.root, "bad.yaml"),
      description.replace("{ token: [] }] }\n    get", "{ tokn: [] }] }\n    get"),
    );
    await expect(compiled("bad.yaml")).rejects.toThrow(/bad\.yaml:11:\d+ error undefined_scheme: .*\n {2}11 \| .*tokn/);
  });
});

describe("routes", () => {
  test("come in the order in which the gateway tries them, with what each door demands", async () => {
    const { compilation, settings } = await compiled("orders.yaml");
    const routes = listRoutes(compilation.documents, settings);
    expect(routes.map(({ method, template, operationId }) => [method, template, operationId])).toEqual([
      ["GET", "/orders/new", "form"],
      ["POST", "/orders/new", "make"],
      ["GET", "/orders/{id}", "one"],
      ["GET", "/{rest=**}", "rest"],
    ]);
    expect(routes.map(({ doors }) => doors)).toEqual([
      { main: { key: false, tokens: [] }, second: { key: false, tokens: [] } },
      { main: { key: false, tokens: ["token"] }, second: { key: false, tokens: ["token"] } },
      { main: { key: true, tokens: [] }, second: { key: false, tokens: ["token"] } },
      { main: { key: true, tokens: ["token"] }, second: { key: true, tokens: ["token"] } },
    ]);
    expect(routes.map(({ backend }) => backend?.address)).toEqual([
      "https://forms.example",
      undefined,
      undefined,
      undefined,
    ]);
    expect(tellRoutes(routes).split("\n")).toEqual([
      "      path          at main             at second           backend",
      "GET   /orders/new   open                open                https://forms.example",
      "POST  /orders/new   token(token)        token(token)",
      "GET   /orders/{id}  key                 token(token)",
      "GET   /{rest=**}    key + token(token)  key + token(token)",
    ]);
  });

  test("of one door stand alone", async () => {
    const { compilation, settings } = await compiled("openapi/examples/crud.yaml");
    const [route] = listRoutes({ main: compilation.documents.main ?? "" }, settings);
    expect(route?.doors).toEqual({ main: { key: false, tokens: [] } });
    expect(tellRoutes([])).toBe("  path");
  });
});
