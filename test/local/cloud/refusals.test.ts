import { describe, expect, it } from "vitest";
import type { CloudErrorCode } from "../../../local/cloud/errors.ts";
import type { Marked } from "../../../local/engine/graph.ts";
import { document, type Inputs, makeStack, PROJECT, REGION, Registrar, unknown } from "./registrar.ts";

const LONG = "a".repeat(64);
const API_CONFIG = "gcp:apigateway/apiConfig:ApiConfig";
const config = { api: "orders-main", openapiDocuments: [document()] };
const account = (email: string): Marked => ({ backendConfig: { googleServiceAccount: email } });
const member = { role: "roles/run.invoker", member: "user:jane@example.com" };
const ring = `projects/${PROJECT}/locations/${REGION}/keyRings/none`;

/** What Google refuses, on a project that holds one whole stack. */
const refusals: readonly (readonly [what: string, type: string, inputs: Inputs, code: CloudErrorCode])[] = [
  ["an unknown type", "gcp:pubsub/topic:Topic", { name: "x" }, "unknown_resource_type"],
  ["an apiId that is too long", "gcp:apigateway/api:Api", { apiId: LONG }, "invalid_input"],
  ["an apiId with capitals", "gcp:apigateway/api:Api", { apiId: "Orders" }, "invalid_input"],
  ["an apiId that begins with a dash", "gcp:apigateway/api:Api", { apiId: "-orders" }, "invalid_input"],
  ["an apiId that is no text", "gcp:apigateway/api:Api", { apiId: 7 }, "invalid_input"],
  ["an apiId that exists", "gcp:apigateway/api:Api", { apiId: "orders-main" }, "already_exists"],
  ["a label with a space", "gcp:apigateway/api:Api", { apiId: "x", labels: { team: "a b" } }, "invalid_input"],
  [
    "more than 64 labels",
    "gcp:apigateway/api:Api",
    { apiId: "x", labels: Object.fromEntries(Array.from({ length: 65 }, (_, at) => [`l${at}`, "v"])) },
    "too_many",
  ],
  [
    "a config whose api is the full name",
    API_CONFIG,
    { ...config, api: `projects/${PROJECT}/locations/global/apis/orders-main` },
    "wrong_api_value",
  ],
  ["a config of an API that does not exist", API_CONFIG, { ...config, api: "nothing" }, "not_found"],
  [
    "a config with id and prefix",
    API_CONFIG,
    { ...config, apiConfigId: "a", apiConfigIdPrefix: "b-" },
    "conflicting_inputs",
  ],
  [
    "a config whose prefix leaves no room",
    API_CONFIG,
    { ...config, apiConfigIdPrefix: `${"a".repeat(38)}` },
    "invalid_input",
  ],
  ["a config of both kinds", API_CONFIG, { ...config, grpcServices: [{}] }, "conflicting_inputs"],
  ["a config without a document", API_CONFIG, { api: "orders-main" }, "missing_input"],
  [
    "a document that is not base64",
    API_CONFIG,
    { ...config, openapiDocuments: [{ document: { path: "a", contents: "{}" } }] },
    "invalid_input",
  ],
  ["a document that is no OpenAPI", API_CONFIG, { ...config, openapiDocuments: [document("[1]")] }, "invalid_input"],
  [
    "a config with an account that does not exist",
    API_CONFIG,
    { ...config, gatewayConfig: account(`nobody@${PROJECT}.iam.gserviceaccount.com`) },
    "not_found",
  ],
  [
    "a gateway id of 50 characters",
    "gcp:apigateway/gateway:Gateway",
    { gatewayId: "g".repeat(50), apiConfig: unknown },
    "invalid_input",
  ],
  [
    "a gateway in a region without API Gateway",
    "gcp:apigateway/gateway:Gateway",
    { gatewayId: "g", apiConfig: unknown, region: "europe-north1" },
    "invalid_input",
  ],
  [
    "a gateway on a config that does not exist",
    "gcp:apigateway/gateway:Gateway",
    { gatewayId: "g", apiConfig: `projects/${PROJECT}/locations/global/apis/orders-main/configs/none` },
    "not_found",
  ],
  [
    "a managed service that does not exist",
    "gcp:projects/service:Service",
    { service: "none-123.apigateway.acme-dev.cloud.goog" },
    "not_found",
  ],
  ["a service that is no host name", "gcp:projects/service:Service", { service: "run" }, "invalid_input"],
  [
    "the identity of an API that is off",
    "gcp:projects/serviceIdentity:ServiceIdentity",
    { service: "pubsub.googleapis.com" },
    "api_not_enabled",
  ],
  ["a key name with a capital", "gcp:projects/apiKey:ApiKey", { name: "Acme" }, "invalid_input"],
  ["a key name of 64 characters", "gcp:projects/apiKey:ApiKey", { name: LONG }, "invalid_input"],
  [
    "a key for browsers and servers",
    "gcp:projects/apiKey:ApiKey",
    { restrictions: { browserKeyRestrictions: {}, serverKeyRestrictions: {} } },
    "conflicting_inputs",
  ],
  [
    "a key for an address that is none",
    "gcp:projects/apiKey:ApiKey",
    { restrictions: { serverKeyRestrictions: { allowedIps: ["203.0.113.0/33"] } } },
    "invalid_input",
  ],
  ["an account id of five characters", "gcp:serviceaccount/account:Account", { accountId: "short" }, "invalid_input"],
  [
    "an account id of 31 characters",
    "gcp:serviceaccount/account:Account",
    { accountId: "a".repeat(31) },
    "invalid_input",
  ],
  ["an account that exists", "gcp:serviceaccount/account:Account", { accountId: "orders-gateway" }, "already_exists"],
  [
    "a grant on half an account name",
    "gcp:serviceaccount/iAMMember:IAMMember",
    { serviceAccountId: "orders-gateway", ...member },
    "invalid_input",
  ],
  [
    "a member without a kind",
    "gcp:projects/iAMMember:IAMMember",
    { project: PROJECT, role: "roles/viewer", member: "jane@example.com" },
    "invalid_input",
  ],
  [
    "a role without roles/",
    "gcp:projects/iAMMember:IAMMember",
    { project: PROJECT, role: "viewer", member: "user:j@example.com" },
    "invalid_input",
  ],
  [
    "a service name of 50 characters",
    "gcp:cloudrunv2/service:Service",
    { name: "s".repeat(50), location: REGION, template: {} },
    "invalid_input",
  ],
  [
    "an ingress that is none",
    "gcp:cloudrunv2/service:Service",
    { name: "s", location: REGION, template: {}, ingress: "ALL" },
    "invalid_input",
  ],
  [
    "a service that mounts a secret its account may not read",
    "gcp:cloudrunv2/service:Service",
    {
      name: "s",
      location: REGION,
      template: {
        serviceAccount: `orders-gateway@${PROJECT}.iam.gserviceaccount.com`,
        containers: [{ envs: [{ name: "DB", valueSource: { secretKeyRef: { secret: "db", version: "latest" } } }] }],
      },
    },
    "not_found",
  ],
  ["a key in a ring that does not exist", "gcp:kms/cryptoKey:CryptoKey", { keyRing: ring }, "not_found"],
  [
    "a version of a key that does not exist",
    "gcp:kms/cryptoKeyVersion:CryptoKeyVersion",
    { cryptoKey: ring },
    "not_found",
  ],
  [
    "a bucket named after Google",
    "gcp:storage/bucket:Bucket",
    { name: "my-google-keys", location: REGION },
    "invalid_input",
  ],
  ["a bucket that exists", "gcp:storage/bucket:Bucket", { name: "latchkey-keys", location: REGION }, "already_exists"],
  [
    "an object in a bucket that does not exist",
    "gcp:storage/bucketObject:BucketObject",
    { bucket: "none-such", name: "a", content: "" },
    "not_found",
  ],
  [
    "a log bucket kept for no days",
    "gcp:logging/projectBucketConfig:ProjectBucketConfig",
    { project: PROJECT, location: "global", bucketId: "x", retentionDays: 0 },
    "invalid_input",
  ],
  [
    "a sink into a log bucket that does not exist",
    "gcp:logging/projectSink:ProjectSink",
    { destination: `logging.googleapis.com/projects/${PROJECT}/locations/global/buckets/none` },
    "not_found",
  ],
  [
    "a grant on a log view that does not exist",
    "gcp:logging/logViewIamMember:LogViewIamMember",
    { ...member, parent: `projects/${PROJECT}`, location: "global", bucket: "requests", name: "none" },
    "not_found",
  ],
];

describe("the loopback cloud refuses", () => {
  for (const [what, type, inputs, code] of refusals) {
    it(`${what} (${code})`, async () => {
      const registrar = new Registrar();
      await makeStack(registrar);
      const before = registrar.cloud.state();
      await expect(registrar.make(type, "bad", inputs)).rejects.toMatchObject({ code, name: "CloudError" });
      expect(registrar.cloud.state()).toEqual(before);
    });
  }

  it("anything of an API that is not enabled, naming the API", async () => {
    const registrar = new Registrar();
    await registrar.make("pulumi:providers:gcp", "gcp", { project: PROJECT, region: REGION });
    const refused = registrar.make("gcp:apigateway/api:Api", "main", { apiId: "orders" });
    await expect(refused).rejects.toMatchObject({
      code: "api_not_enabled",
      details: { api: "apigateway.googleapis.com", project: PROJECT },
    });
  });

  it("everything while no project is set", async () => {
    const registrar = new Registrar();
    await registrar.make("pulumi:providers:gcp", "gcp", {});
    await expect(registrar.enable("run.googleapis.com")).rejects.toMatchObject({ code: "project_unknown" });
  });

  it("allUsers on a bucket that prevents public access", async () => {
    const registrar = await new Registrar().begin();
    const bucket = { name: "closed", location: REGION, publicAccessPrevention: "enforced" };
    await registrar.make("gcp:storage/bucket:Bucket", "closed", bucket);
    const grant = { bucket: "closed", role: "roles/storage.objectViewer", member: "allUsers" };
    const refused = registrar.make("gcp:storage/bucketIAMMember:BucketIAMMember", "public", grant);
    await expect(refused).rejects.toMatchObject({ code: "public_access_prevented" });
  });

  it("the 101st config of an API and the 301st key, but not a change to one of them", async () => {
    const registrar = new Registrar();
    await makeStack(registrar);
    for (let at = 1; at < 100; at += 1)
      await registrar.make(API_CONFIG, `c${at}`, { ...config, apiConfigId: `c${at}` });
    for (let at = 1; at < 300; at += 1) await registrar.make("gcp:projects/apiKey:ApiKey", `k${at}`, {});
    await expect(registrar.make(API_CONFIG, "c100", config)).rejects.toMatchObject({ code: "too_many" });
    await expect(registrar.make("gcp:projects/apiKey:ApiKey", "k300", {})).rejects.toMatchObject({ code: "too_many" });
    await registrar.make("gcp:projects/apiKey:ApiKey", "k7", { displayName: "seven" });
    await registrar.make(API_CONFIG, "c7", { ...config, apiConfigId: "c7", displayName: "seven" });
  });

  it("a service whose secret is granted only to somebody else, and takes it once it is granted", async () => {
    const registrar = await new Registrar().begin();
    const email = `runtime@${PROJECT}.iam.gserviceaccount.com`;
    const grant = (who: string) => ({
      secretId: `projects/${PROJECT}/secrets/db`,
      role: "roles/secretmanager.secretAccessor",
      member: `serviceAccount:${who}`,
    });
    const template = { serviceAccount: email, volumes: [{ name: "v", secret: { secret: "db" } }] };
    const service = { name: "s", location: REGION, template };
    const SECRET_MEMBER = "gcp:secretmanager/secretIamMember:SecretIamMember";
    await registrar.make(SECRET_MEMBER, "other", grant("other@example.com"));
    await expect(registrar.make("gcp:cloudrunv2/service:Service", "s", service)).rejects.toMatchObject({
      code: "not_found",
    });
    await registrar.make(SECRET_MEMBER, "right", grant(email));
    await registrar.make("gcp:cloudrunv2/service:Service", "s", service);
  });
});
