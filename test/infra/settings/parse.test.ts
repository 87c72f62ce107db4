import { describe, expect, test } from "vitest";
import { parseSettings } from "../../../infra/settings/parse.ts";

const sound = {
  "gcp:project": "acme-dev",
  "gcp:region": "europe-west1",
  "latchkey:projectNumber": "123456789012",
  "latchkey:service": JSON.stringify({ image: "europe-docker.pkg.dev/acme/web/api:1.4.2" }),
};

function parse(config: Record<string, unknown> = {}, stack = "dev") {
  const texts = Object.fromEntries(
    Object.entries(config).map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
  );
  return parseSettings({ stack, config: { ...sound, ...texts } });
}

describe("a sound configuration", () => {
  test("has no problem and safe defaults", () => {
    const { settings, problems } = parse();
    expect(problems).toEqual([]);
    expect(settings).toMatchObject({
      name: "latchkey-dev",
      doors: ["main"],
      mainDoor: "key",
      apiKeys: "google",
      signingKeys: [],
      signingAlgorithm: "RS256",
      deadlineSeconds: 60,
      minters: [],
      service: { kind: "managed", port: 8080, deletionProtection: true, timeoutSeconds: 300 },
    });
  });

  test("serves one request at a time on a fraction of a CPU, and 80 on a whole one", () => {
    const at = (cpu: string) =>
      parse({ "latchkey:service": { image: "europe-docker.pkg.dev/acme/web/api:1.4.2", cpu } });
    for (const cpu of ["80m", "500m", "999m"])
      expect(at(cpu)).toMatchObject({ problems: [], settings: { service: { cpu, concurrency: 1 } } });
    for (const cpu of ["1", "8"])
      expect(at(cpu)).toMatchObject({ problems: [], settings: { service: { cpu, concurrency: 80 } } });
  });

  test("has a bucket named after project and stack, and an issuer that follows it", () => {
    const { settings } = parse();
    expect(settings.issuer.jwksUri).toMatch(/^https:\/\/storage\.googleapis\.com\/latchkey-[0-9a-f]{16}\/jwks\.json$/);
    expect(settings.issuer.issuer).toBe(settings.issuer.jwksUri.replace("/jwks.json", ""));
    expect(parse({ "gcp:project": "acme-prod" }).settings.issuer.issuer).not.toBe(settings.issuer.issuer);
    expect(parse({}, "prod").settings.issuer.issuer).not.toBe(settings.issuer.issuer);
  });

  test("keeps the issuer and audience it is given, whatever the bucket", () => {
    const { settings } = parse({ "latchkey:issuer": { issuer: "https://id.acme.example", audience: "orders" } });
    expect(settings.issuer).toMatchObject({ issuer: "https://id.acme.example", audience: "orders", host: "bucket" });
  });

  test.each([
    ["existing", { existing: "orders" }, "orders"],
    ["2nd-generation function", { function: "Resize_Image" }, "resize-image"],
  ])("takes an %s service by its Cloud Run name", (_, service, name) => {
    const { settings, problems } = parse({ "latchkey:service": service });
    expect(problems).toEqual([]);
    expect(settings.service).toEqual({ kind: "existing", name });
  });

  test("sorts the doors, so that their order in the file changes nothing", () => {
    expect(parse({ "latchkey:doors": ["second", "main"] }).settings.doors).toEqual(["main", "second"]);
  });

  test("keeps accepted changes as they are written", () => {
    const accepted = { "access_lost GET /a.b/{c=**}": "nobody calls it", "credential_lost acme k1": "replaced by k2" };
    expect(parse({ "latchkey:acceptedChanges": accepted })).toMatchObject({
      problems: [],
      settings: { acceptedChanges: accepted },
    });
  });

  test("ignores the configuration of other namespaces", () => {
    expect(parse({ "pulumi:disable-default-providers": ["gcp"], "aws:region": "x" }).problems).toEqual([]);
  });
});

describe("a problem names the key, what was seen and what is allowed", () => {
  const service = (extra: object) => ({ "latchkey:service": { image: "a/b:1", ...extra } });
  test.each<[string, Record<string, unknown>, string, RegExp]>([
    ["unknown key", { "latchkey:door": ["main"] }, "latchkey:door", /did you mean latchkey:doors\?/],
    ["number missing", { "latchkey:projectNumber": "" }, "latchkey:projectNumber", /gcloud projects describe acme-dev/],
    ["number not digits", { "latchkey:projectNumber": "acme" }, "latchkey:projectNumber", /digits/],
    ["project id", { "gcp:project": "Acme" }, "gcp:project", /project id/],
    ["region", { "gcp:region": "mars" }, "gcp:region", /europe-west1/],
    ["a region without API Gateway", { "gcp:region": "europe-west9" }, "gcp:region", /that has API Gateway/],
    ["no service", { "latchkey:service": {} }, "latchkey:service.image", /existing: NAME/],
    ["service not a map", { "latchkey:service": "orders" }, "latchkey:service", /a map/],
    ["image", service({ image: "not an image" }), "latchkey:service.image", /container image/],
    [
      "unknown service key",
      service({ memroy: "1Gi" }),
      "latchkey:service.memroy",
      /did you mean latchkey:service.memory\?/,
    ],
    ["port", service({ port: 0 }), "latchkey:service.port", /1 to 65535/],
    ["cpu that Cloud Run does not have", service({ cpu: "3" }), "latchkey:service.cpu", /1, 2, 4, 6 or 8/],
    ["cpu below its least", service({ cpu: "79m" }), "latchkey:service.cpu", /80m/],
    [
      "requests at a time on a fraction of a CPU",
      service({ cpu: "500m", concurrency: 2 }),
      "latchkey:service.concurrency",
      /1, or cpu: 1/,
    ],
    ["memory", service({ memory: "lots" }), "latchkey:service.memory", /512Mi/],
    ["env name", service({ env: { "a b": "1" } }), "latchkey:service.env.a b", /underscores/],
    [
      "secret without id",
      service({ secrets: { TOKEN: {} } }),
      "latchkey:service.secrets.TOKEN.secret",
      /Secret Manager/,
    ],
    ["instances", service({ minInstances: 5, maxInstances: 2 }), "latchkey:service.maxInstances", /at least 5/],
    [
      "deletion protection",
      service({ deletionProtection: "maybe" }),
      "latchkey:service.deletionProtection",
      /true, false/,
    ],
    [
      "image beside existing",
      { "latchkey:service": { existing: "x", image: "a/b" } },
      "latchkey:service.image",
      /only existing/,
    ],
    [
      "1st-generation function",
      { "latchkey:service": { function: "f", generation: 1 } },
      "latchkey:service.generation",
      /no Cloud Run service/,
    ],
    [
      "deadline past the timeout",
      { ...service({ timeoutSeconds: 10 }), "latchkey:deadlineSeconds": 30 },
      "latchkey:deadlineSeconds",
      /at most 10/,
    ],
    ["unknown door", { "latchkey:doors": ["main", "third"] }, "latchkey:doors[1]", /main, second/],
    ["no main door", { "latchkey:doors": ["second"] }, "latchkey:doors", /handed out/],
    ["unknown default", { "latchkey:defaultSecurity": "both" }, "latchkey:defaultSecurity", /key, token, either/],
    ["overlays that are no list", { "latchkey:overlays": "a.yaml" }, "latchkey:overlays", /a list of paths/],
    ["overlay without a name", { "latchkey:overlays": [""] }, "latchkey:overlays[0]", /OpenAPI Overlay files/],
    ["door twice", { "latchkey:doors": ["main", "main"] }, "latchkey:doors[1]", /twice/],
    ["retiring the main door", { "latchkey:retiringDoors": ["main"] }, "latchkey:retiringDoors", /never given up/],
    [
      "retiring a door that is gone",
      { "latchkey:retiringDoors": ["second"] },
      "latchkey:retiringDoors",
      /no longer has/,
    ],
    ["main door", { "latchkey:mainDoor": "keys" }, "latchkey:mainDoor", /key, token/],
    [
      "signed keys unaccepted",
      { "latchkey:apiKeys": "signed" },
      "latchkey:signedKeysAreLogged",
      /request log in clear/,
    ],
    [
      "minter everybody, in another spelling",
      { "latchkey:minters": ["principalSet://goog/public:all"] },
      "latchkey:minters[0]",
      /IAM members/,
    ],
    ["minter allUsers", { "latchkey:minters": ["allUsers"] }, "latchkey:minters[0]", /IAM members/],
    [
      "log reader allAuthenticatedUsers",
      { "latchkey:requestLogs": { readers: ["allAuthenticatedUsers"] } },
      "latchkey:requestLogs.readers[0]",
      /IAM members/,
    ],
    ["token lifetime", { "latchkey:maxTokenLifetime": "forever" }, "latchkey:maxTokenLifetime", /at most 366d/],
    [
      "token lifetime past the limit",
      { "latchkey:maxTokenLifetime": "400d" },
      "latchkey:maxTokenLifetime",
      /at most 366d/,
    ],
    ["signing key name", { "latchkey:signingKeys": ["Ä"] }, "latchkey:signingKeys[0]", /short names/],
    [
      "hosted issuer without key set",
      { "latchkey:issuer": { host: "url", issuer: "https://i.example" } },
      "latchkey:issuer.jwksUri",
      /hosted by you/,
    ],
    [
      "key set over http",
      { "latchkey:issuer": { host: "url", issuer: "i", jwksUri: "http://i.example/j" } },
      "latchkey:issuer.jwksUri",
      /https/,
    ],
    [
      "key set beside bucket",
      { "latchkey:issuer": { jwksUri: "https://i.example/j" } },
      "latchkey:issuer.jwksUri",
      /host: url/,
    ],
    ["audience with a comma", { "latchkey:issuer": { audience: "a,b" } }, "latchkey:issuer.audience", /commas/],
    [
      "an accepted change that names nothing",
      { "latchkey:acceptedChanges": { everything: "we mean it" } },
      "latchkey:acceptedChanges.everything",
      /access_lost GET \/orders/,
    ],
    [
      "an accepted change without a reason",
      { "latchkey:acceptedChanges": { "access_lost GET /a": " " } },
      "latchkey:acceptedChanges.access_lost GET /a",
      /reason/,
    ],
    ["name too long", { "latchkey:name": "a".repeat(23) }, "latchkey:name", /22 characters/],
    ["consumer outside the folder", { "latchkey:consumers": { "../x": {} } }, "latchkey:consumers.../x", /name/],
  ])("%s", (_, config, key, text) => {
    const { problems } = parse(config);
    const told = problems.map((problem) => `${problem.key}: ${problem.message} ${problem.allowed}`);
    expect(problems.map((problem) => problem.key)).toContain(key);
    expect(told.find((line) => line.startsWith(`${key}: `))).toMatch(text);
  });

  test("a stack name that makes no fitting name asks for latchkey:name", () => {
    expect(parse({}, "a-very-long-stack-name").problems.map((problem) => problem.key)).toEqual(["latchkey:name"]);
    expect(parse({ "latchkey:name": "orders" }, "a-very-long-stack-name").problems).toEqual([]);
  });

  test("all of them are reported at once", () => {
    const { problems } = parse({
      "gcp:region": "",
      "latchkey:doors": "main,second",
      "latchkey:mainDoor": "x",
      "latchkey:nope": "1",
    });
    expect(problems.map((problem) => problem.key).toSorted()).toEqual([
      "gcp:region",
      "latchkey:doors",
      "latchkey:mainDoor",
      "latchkey:nope",
    ]);
  });

  test("prototype names are settings like any other", () => {
    expect(
      parse({ "latchkey:__proto__": "1", "latchkey:constructor": "1" }).problems.map((problem) => problem.key),
    ).toContain("latchkey:constructor");
  });
});

describe("Google's limit of 300 API keys", () => {
  const consumers = (count: number) => ({
    "latchkey:consumers": Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`c${index}`, { keys: [{ id: "k1" }] }]),
    ),
  });
  test("is silent at 250", () => {
    const { problems, settings } = parse(consumers(250));
    expect(problems).toEqual([]);
    expect(settings.warnings).toEqual([]);
  });
  test("warns from 251", () => {
    expect(parse(consumers(251)).settings.warnings).toMatchObject([
      { key: "latchkey:consumers", seen: "251 API keys" },
    ]);
  });
  test("refuses the 301st and names signed keys as the way out", () => {
    const [problem] = parse(consumers(301)).problems;
    expect(problem?.message).toMatch(/301 API keys/);
    expect(problem?.allowed).toMatch(/latchkey:apiKeys: signed/);
  });
});
