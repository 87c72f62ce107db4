import { describe, expect, test } from "vitest";
import { checkCredentials } from "../../infra/check-credentials.ts";
import { compileDoors } from "../../infra/compile-doors.ts";
import { neededApis } from "../../infra/needed-apis.ts";
import { loadSettings } from "../../infra/settings/load.ts";
import { soundConfig } from "./evaluate-program.ts";

const schemes = `
  securitySchemes:
    key: { type: apiKey, in: header, name: x-api-key }
    own: { type: http, scheme: bearer }`;
const description = (security: string) => `openapi: 3.0.4
info: { title: x, version: '1' }
components: ${schemes}
paths: { /a: { get: { operationId: a, security: ${security} } } }
`;

function stack(security: string, config: Record<string, unknown> = {}) {
  const values = Object.entries({ ...soundConfig, ...config });
  const settings = loadSettings({
    stack: "dev",
    config: Object.fromEntries(
      values.map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
    ),
  });
  return { settings, compilation: compileDoors(settings, Buffer.from(description(security))) };
}
const problems = (...args: Parameters<typeof stack>) => {
  const { settings, compilation } = stack(...args);
  return checkCredentials(settings, compilation).map(({ key }) => key);
};
const noConsumers = { "latchkey:consumers": {} };
const noKeys = { "latchkey:signingKeys": [], "latchkey:consumers": { acme: { keys: [{ id: "k1" }] } } };

describe("credentials and description must fit", () => {
  test.each([
    ["either, with both kinds of consumers", "[{ key: [] }, { own: [] }]", {}, []],
    ["either, with no consumer yet", "[{ key: [] }, { own: [] }]", noConsumers, []],
    ["a key, and nothing signs tokens", "[{ key: [] }]", noKeys, []],
    ["an own token, and nothing signs one", "[{ key: [] }, { own: [] }]", noKeys, ["latchkey:signingKeys"]],
    ["only tokens, and a consumer holds a key", "[{ own: [] }]", {}, ["latchkey:consumers.acme.keys"]],
  ])("%s", (_, security, config, expected) => expect(problems(security, config)).toEqual(expected));
});

describe("the APIs a stack needs", () => {
  const apis = (security: string, config: Record<string, unknown> = {}) => {
    const { settings, compilation } = stack(security, config);
    return neededApis(settings, compilation.doorsWithKeys.length > 0);
  };

  test("with keys and tokens are all but Secret Manager", () => {
    expect(apis("[{ key: [] }, { own: [] }]")).toEqual(
      "apigateway apikeys cloudkms iam logging run servicecontrol servicemanagement storage".split(" "),
    );
  });

  test("leave out what belongs to keys where there are none", () => {
    const needed = apis("[{ own: [] }]", noConsumers);
    expect(needed).not.toContain("apikeys");
    expect(needed).not.toContain("logging");
  });

  test("leave out what belongs to tokens where there are none", () => {
    const needed = apis("[{ key: [] }]", noKeys);
    expect(needed).not.toContain("cloudkms");
    expect(needed).not.toContain("storage");
  });

  test("leave out the bucket where the team hosts the key set", () => {
    const issuer = { host: "url", issuer: "https://id.example", jwksUri: "https://id.example/jwks.json" };
    const needed = apis("[{ key: [] }, { own: [] }]", { "latchkey:issuer": issuer });
    expect(needed).toContain("cloudkms");
    expect(needed).not.toContain("storage");
  });

  test("include Secret Manager for a service that reads secrets", () => {
    const service = { ...soundConfig["latchkey:service"], secrets: { TOKEN: { secret: "token" } } };
    expect(apis("[{ key: [] }, { own: [] }]", { "latchkey:service": service })).toContain("secretmanager");
  });
});
