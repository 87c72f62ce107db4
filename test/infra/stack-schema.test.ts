import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { projectRoot } from "../../infra/project-root.ts";
import { settingKeys } from "../../infra/setting-keys.ts";
import { parseSettings } from "../../infra/settings/parse.ts";
import { stackSchema } from "../../infra/stack-schema.ts";

const validate = new Ajv2020({ allowUnionTypes: true, strictRequired: false }).compile(stackSchema() as object);

const service = { image: "europe-docker.pkg.dev/acme/web/api:1.4.2" };
const sound = {
  "gcp:project": "acme-dev",
  "gcp:region": "europe-west1",
  "latchkey:projectNumber": "123456789012",
  "latchkey:service": service,
};
const kid = "Vq3mXb8sTtyR0kWnPzE5LA";

/** Keys of the problems that the parser has with a configuration as Pulumi hands it over. */
function problemsOf(config: Readonly<Record<string, unknown>>) {
  const texts = Object.entries(config).map(([key, value]) => [
    key,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  return parseSettings({ stack: "dev", config: Object.fromEntries(texts) }).problems;
}

/** Settings by what is wrong with them. */
const bad: [string, Record<string, unknown>][] = [
  ["a setting there is not", { "latchkey:door": ["main"] }],
  ["a project that is none", { "gcp:project": "A" }],
  ["a region without API Gateway", { "gcp:region": "mars-north1" }],
  ["a project number with letters", { "latchkey:projectNumber": "acme" }],
  ["a name too long", { "latchkey:name": "a".repeat(23) }],
  ["overlays that are no list", { "latchkey:overlays": "a.yaml" }],
  ["no kind of service", { "latchkey:service": {} }],
  ["two kinds of service", { "latchkey:service": { ...service, existing: "orders" } }],
  ["options of a service that others deploy", { "latchkey:service": { existing: "orders", port: 8080 } }],
  ["a 1st-generation function", { "latchkey:service": { function: "f", generation: 1 } }],
  ["an unknown option of the service", { "latchkey:service": { ...service, memroy: "1Gi" } }],
  ["port 0", { "latchkey:service": { ...service, port: 0 } }],
  ["three CPUs", { "latchkey:service": { ...service, cpu: "3" } }],
  ["memory in words", { "latchkey:service": { ...service, memory: "lots" } }],
  ["a variable with a space", { "latchkey:service": { ...service, env: { "a b": "1" } } }],
  ["a variable that is a list", { "latchkey:service": { ...service, env: { a: [] } } }],
  ["a secret without its id", { "latchkey:service": { ...service, secrets: { TOKEN: {} } } }],
  ["a flag that is neither", { "latchkey:service": { ...service, deletionProtection: "maybe" } }],
  ["a deadline too long", { "latchkey:deadlineSeconds": 601 }],
  ["a deadline in words", { "latchkey:deadlineSeconds": "long" }],
  ["an unknown door", { "latchkey:doors": ["main", "third"] }],
  ["no main door", { "latchkey:doors": ["second"] }],
  ["a door twice", { "latchkey:doors": ["main", "main"] }],
  ["the main door retiring", { "latchkey:retiringDoors": ["main"] }],
  ["an unknown main door", { "latchkey:mainDoor": "keys" }],
  ["an unknown default", { "latchkey:defaultSecurity": "both" }],
  ["signed keys without the acceptance", { "latchkey:apiKeys": "signed" }],
  ["an acceptance in other words", { "latchkey:apiKeys": "signed", "latchkey:signedKeysAreLogged": "yes" }],
  ["a lifetime without end", { "latchkey:maxTokenLifetime": "forever" }],
  ["a signing key's name", { "latchkey:signingKeys": ["Ä"] }],
  ["everybody as a minter", { "latchkey:minters": ["allUsers"] }],
  ["everybody as a reader", { "latchkey:requestLogs": { readers: ["principalSet://goog/public:all"] } }],
  ["logs kept for ever", { "latchkey:requestLogs": { retentionDays: 0 } }],
  ["a hosted issuer without a key set", { "latchkey:issuer": { host: "url", issuer: "https://i.example" } }],
  ["a key set beside the bucket", { "latchkey:issuer": { jwksUri: "https://i.example/j" } }],
  ["an audience with a comma", { "latchkey:issuer": { audience: "a,b" } }],
  ["a label that is a list", { "latchkey:labels": { a: [] } }],
  ["consumers in a list", { "latchkey:consumers": [] }],
  ["a consumer's name", { "latchkey:consumers": { "../x": {} } }],
  ["a key without an id", { "latchkey:consumers": { acme: { keys: [{}] } } }],
  ["a key for no address", { "latchkey:consumers": { acme: { keys: [{ id: "k1", allowedIps: [] }] } } }],
  [
    "a kid that can be guessed",
    { "latchkey:consumers": { acme: { tokens: [{ kid: "a", signingKey: "one", state: "active" }] } } },
  ],
  ["an unknown state", { "latchkey:consumers": { acme: { tokens: [{ kid, signingKey: "one", state: "on" }] } } }],
  [
    "a day beside standby",
    { "latchkey:consumers": { acme: { tokens: [{ kid, signingKey: "one", state: "standby", until: "2027-01-31" }] } } },
  ],
  [
    "an unknown field of a token",
    { "latchkey:consumers": { acme: { tokens: [{ kid, signingKey: "one", state: "active", ttl: "1d" }] } } },
  ],
];

/** Settings that the parser takes, in the spellings that people and the Pulumi CLI use. */
const good: [string, Record<string, unknown>][] = [
  ["nothing more", {}],
  ["numbers in quotes", { "latchkey:deadlineSeconds": "30", "latchkey:service": { ...service, port: "80", cpu: 1 } }],
  ["texts that look like numbers", { "latchkey:projectNumber": 123456789012, "latchkey:signingKeys": [2026] }],
  ["flags in quotes", { "latchkey:service": { ...service, deletionProtection: "false" } }],
  ["lists and mappings in JSON", { "latchkey:doors": '["main", "second"]', "latchkey:consumers": '{"acme":{}}' }],
  ["a service of somebody else", { "latchkey:service": { existing: "orders" } }],
  ["a function", { "latchkey:service": { function: "Orders_v2", generation: 2 } }],
  [
    "everything of a service",
    {
      "latchkey:service": {
        ...service,
        env: { A: 1, B: true },
        secrets: { T: { secret: "t", version: 3 } },
        memory: "2Gi",
        cpu: "500m",
        concurrency: 1,
        minInstances: 0,
        maxInstances: 3,
        timeoutSeconds: 60,
      },
    },
  ],
  ["signed keys", { "latchkey:apiKeys": "signed", "latchkey:signedKeysAreLogged": "accepted" }],
  [
    "a hosted issuer",
    { "latchkey:issuer": { host: "url", issuer: "i", jwksUri: "https://i.example/j", audience: "a" } },
  ],
  [
    "consumers",
    {
      "latchkey:signingKeys": ["one"],
      "latchkey:consumers": {
        "a.b": {
          formerly: ["c"],
          maxLifetime: "2w",
          keys: [{ id: "k1", allowedIps: ["203.0.113.0/24"] }],
          tokens: [{ kid, signingKey: "one", state: "retiring", until: "2027-01-31" }],
        },
        none: {},
      },
    },
  ],
  [
    "the rest",
    {
      "latchkey:overlays": ["a.yaml"],
      "latchkey:defaultSecurity": "either",
      "latchkey:mainDoor": "token",
      "latchkey:minters": ["group:a@example.com"],
      "latchkey:labels": { team: "a" },
      "latchkey:maxTokenLifetime": "30d",
      "latchkey:requestLogs": { retentionDays: 30, readers: ["user:a@example.com"] },
      "latchkey:signingAlgorithm": "ES256",
      "latchkey:name": "a",
      "latchkey:description": "a.yaml",
    },
  ],
];

describe("the schema of a stack's configuration", () => {
  test.each(bad)("refuses, as the parser does, %s", (_, config) => {
    expect(problemsOf({ ...sound, ...config })).not.toEqual([]);
    expect(validate({ config: { ...sound, ...config } })).toBe(false);
  });

  test.each(good)("takes, as the parser does, %s", (_, config) => {
    expect(problemsOf({ ...sound, ...config })).toEqual([]);
    expect(validate({ config: { ...sound, ...config } }), JSON.stringify(validate.errors)).toBe(true);
  });

  test.each(Object.keys(sound))("wants %s, unless an environment may bring it", (key) => {
    const config = Object.fromEntries(Object.entries(sound).filter(([name]) => name !== key));
    expect(validate({ config })).toBe(false);
    expect(validate({ config, environment: ["acme/dev"] })).toBe(true);
  });

  test("takes every configuration of this project", async () => {
    const files = (await readdir(projectRoot)).filter((file) => /^Pulumi\..+\.yaml$/.test(file));
    expect(files).toContain("Pulumi.dev.yaml");
    for (const file of files) {
      const config: unknown = parse(await readFile(join(projectRoot, file), "utf8"));
      expect(validate(config), `${file} ${JSON.stringify(validate.errors)}`).toBe(true);
    }
  });

  test.each(Object.entries(settingKeys))("takes the example of latchkey:%s", (name, { example }) => {
    const value: unknown = parse(example);
    const accepted = { "latchkey:signedKeysAreLogged": "accepted" };
    expect(
      validate({ config: { ...sound, ...accepted, [`latchkey:${name}`]: value } }),
      JSON.stringify(validate.errors),
    ).toBe(true);
  });

  test.each([
    ["latchkey:service", {}],
    ["latchkey:issuer", {}],
    ["latchkey:requestLogs", {}],
    ["latchkey:consumers", { path: ["a"] }],
    ["latchkey:consumers", { path: ["a", "keys", 0] }],
    ["latchkey:consumers", { path: ["a", "tokens", 0] }],
  ] as [string, { path?: (string | number)[] }][])(
    "knows the fields that the parser knows in %s %j",
    (key, { path = [] }) => {
      const bogus = path.reduceRight<unknown>((below, step) => (step === 0 ? [below] : { [step]: below }), { "?": 1 });
      const known = problemsOf({ ...sound, [key]: bogus }).find((problem) => problem.key.endsWith(".?"))?.allowed;
      let schema = (stackSchema() as { properties: { config: { properties: Record<string, SchemaNode> } } }).properties
        .config.properties[key];
      for (const step of path) {
        schema =
          step === 0
            ? schema?.items
            : (schema?.properties?.[step] ?? Object.values(schema?.patternProperties ?? {})[0]);
      }
      expect(Object.keys(schema?.properties ?? {}).toSorted()).toEqual(known?.split(", ").toSorted());
    },
  );
});

interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly patternProperties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
}
