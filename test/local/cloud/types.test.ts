import { describe, expect, it } from "vitest";
import { types } from "../../../local/cloud/types.ts";
import { SECRET } from "../../../local/engine/graph.ts";
import { document, type Inputs, PROJECT, PROJECT_NUMBER, REGION, Registrar, unknown } from "./registrar.ts";

const ring = `projects/${PROJECT}/locations/${REGION}/keyRings/ring`;
const key = `${ring}/cryptoKeys/key`;
const logs = `projects/${PROJECT}/locations/global/buckets/requests`;
const accountName = `projects/${PROJECT}/serviceAccounts/orders-gateway@${PROJECT}.iam.gserviceaccount.com`;
const someone = "user:jane@example.com";

/** What each type needs before it, in order. */
const before: readonly (readonly [type: string, name: string, inputs: Inputs])[] = [
  ["gcp:serviceaccount/account:Account", "before", { accountId: "orders-gateway" }],
  ["gcp:apigateway/api:Api", "before", { apiId: "orders" }],
  [
    "gcp:apigateway/apiConfig:ApiConfig",
    "before",
    { api: "orders", apiConfigId: "one", openapiDocuments: [document()] },
  ],
  [
    "gcp:apigateway/apiConfig:ApiConfig",
    "later",
    { api: "orders", apiConfigId: "two", openapiDocuments: [document()] },
  ],
  ["gcp:kms/keyRing:KeyRing", "before", { name: "ring", location: REGION }],
  [
    "gcp:kms/cryptoKey:CryptoKey",
    "before",
    { name: "key", keyRing: ring, purpose: "ASYMMETRIC_SIGN", versionTemplate: { algorithm: "EC_SIGN_P256_SHA256" } },
  ],
  ["gcp:storage/bucket:Bucket", "before", { name: "latchkey-keys", location: REGION }],
  ["gcp:storage/bucket:Bucket", "other", { name: "latchkey-other", location: REGION }],
  [
    "gcp:logging/projectBucketConfig:ProjectBucketConfig",
    "before",
    { project: PROJECT, location: "global", bucketId: "requests" },
  ],
  ["gcp:logging/logView:LogView", "before", { name: "gateways", bucket: logs }],
];

interface TypeCase {
  readonly inputs: Inputs;
  readonly id: string | RegExp;
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Inputs that change in place. */
  readonly update?: Inputs;
  /** Inputs each of which means a new object. */
  readonly replace?: Inputs;
}

const configs = `projects/${PROJECT}/locations/global/apis/orders/configs`;

const cases: Readonly<Record<string, TypeCase>> = {
  "gcp:projects/service:Service": {
    inputs: { service: "logging.googleapis.com" },
    id: `${PROJECT}/logging.googleapis.com`,
    outputs: { project: PROJECT },
    update: { disableOnDestroy: true },
    replace: { service: "storage.googleapis.com", project: "acme-prod" },
  },
  "gcp:projects/serviceIdentity:ServiceIdentity": {
    inputs: { service: "apigateway.googleapis.com" },
    id: `projects/${PROJECT}/services/apigateway.googleapis.com`,
    outputs: {
      email: `service-${PROJECT_NUMBER}@gcp-sa-apigateway.iam.gserviceaccount.com`,
      member: `serviceAccount:service-${PROJECT_NUMBER}@gcp-sa-apigateway.iam.gserviceaccount.com`,
    },
    replace: { service: "run.googleapis.com" },
  },
  "gcp:projects/iAMMember:IAMMember": {
    inputs: { project: PROJECT, role: "roles/viewer", member: someone },
    id: `${PROJECT}/roles/viewer/${someone}`,
    outputs: { etag: expect.stringMatching(/^Bw/) },
    replace: { role: "roles/editor", member: "group:ops@example.com", project: "acme-prod" },
  },
  "gcp:projects/apiKey:ApiKey": {
    inputs: { displayName: "Acme" },
    id: new RegExp(`^projects/${PROJECT}/locations/global/keys/made-[0-9a-f]{7}$`),
    outputs: {
      name: expect.stringMatching(/^made-[0-9a-f]{7}$/),
      keyString: { [SECRET]: expect.stringMatching(/^AIza[\w-]{35}$/) },
      uid: expect.stringMatching(/^[0-9a-f]{8}-/),
    },
    update: { displayName: "Acme Ltd", restrictions: { apiTargets: [{ service: "a.b.cloud.goog" }] } },
    replace: { serviceAccountEmail: "a@b.example", project: "acme-prod" },
  },
  "gcp:serviceaccount/account:Account": {
    inputs: { accountId: "orders-runtime", displayName: "Orders" },
    id: `projects/${PROJECT}/serviceAccounts/orders-runtime@${PROJECT}.iam.gserviceaccount.com`,
    outputs: {
      email: `orders-runtime@${PROJECT}.iam.gserviceaccount.com`,
      member: `serviceAccount:orders-runtime@${PROJECT}.iam.gserviceaccount.com`,
      uniqueId: expect.stringMatching(/^[1-9]\d{20}$/),
      disabled: false,
    },
    update: { displayName: "Orders, running", disabled: true },
    replace: { accountId: "orders-other", project: "acme-prod" },
  },
  "gcp:serviceaccount/iAMMember:IAMMember": {
    inputs: { serviceAccountId: accountName, role: "roles/iam.serviceAccountUser", member: someone },
    id: `${accountName}/roles/iam.serviceAccountUser/${someone}`,
    outputs: { etag: expect.any(String) },
    replace: { member: "group:ops@example.com" },
  },
  "gcp:cloudrunv2/service:Service": {
    inputs: {
      name: "orders",
      location: REGION,
      template: { containers: [{ image: "web" }] },
      deletionProtection: false,
    },
    id: `projects/${PROJECT}/locations/${REGION}/services/orders`,
    outputs: {
      urls: [
        `https://orders-${PROJECT_NUMBER}.${REGION}.run.app`,
        expect.stringMatching(/^https:\/\/orders-[a-z0-9]{10}-ew\.a\.run\.app$/),
      ],
      uri: expect.stringMatching(/-ew\.a\.run\.app$/),
      ingress: "INGRESS_TRAFFIC_ALL",
    },
    update: { template: { containers: [{ image: "web:2" }] }, ingress: "INGRESS_TRAFFIC_INTERNAL_ONLY" },
    replace: { name: "orders-2", location: "us-central1" },
  },
  "gcp:cloudrunv2/serviceIamMember:ServiceIamMember": {
    inputs: { name: "orders", location: REGION, role: "roles/run.invoker", member: someone },
    id: `projects/${PROJECT}/locations/${REGION}/services/orders/roles/run.invoker/${someone}`,
    outputs: { location: REGION, project: PROJECT },
    replace: { name: "orders-2", member: "group:ops@example.com" },
  },
  "gcp:secretmanager/secretIamMember:SecretIamMember": {
    inputs: { secretId: "db", role: "roles/secretmanager.secretAccessor", member: someone },
    id: `projects/${PROJECT}/secrets/db/roles/secretmanager.secretAccessor/${someone}`,
    outputs: { project: PROJECT },
    replace: { secretId: "projects/acme-prod/secrets/db" },
  },
  "gcp:apigateway/api:Api": {
    inputs: { apiId: "billing", labels: { team: "a" } },
    id: `projects/${PROJECT}/locations/global/apis/billing`,
    outputs: {
      managedService: expect.stringMatching(/^billing-[a-z0-9]{13}\.apigateway\.acme-dev\.cloud\.goog$/),
      name: `projects/${PROJECT}/locations/global/apis/billing`,
      effectiveLabels: { [SECRET]: { team: "a" } },
      pulumiLabels: { [SECRET]: { team: "a" } },
    },
    update: { displayName: "Billing", labels: { team: "b" } },
    replace: { apiId: "billing-2", project: "acme-prod" },
  },
  "gcp:apigateway/apiConfig:ApiConfig": {
    inputs: { api: "orders", apiConfigIdPrefix: "main-", openapiDocuments: [document()] },
    id: new RegExp(`^${configs}/main-[0-9a-f]{26}$`),
    outputs: {
      apiConfigId: expect.stringMatching(/^main-[0-9a-f]{26}$/),
      serviceConfigId: expect.stringMatching(/^main-/),
    },
    update: { displayName: "Main" },
    replace: { openapiDocuments: [document('{"swagger":"2.0","x":1}')], apiConfigIdPrefix: "next-" },
  },
  "gcp:apigateway/gateway:Gateway": {
    inputs: { gatewayId: "orders-main", apiConfig: `${configs}/one` },
    id: `projects/${PROJECT}/locations/${REGION}/gateways/orders-main`,
    outputs: { defaultHostname: expect.stringMatching(/^orders-main-[a-z0-9]{8}\.ew\.gateway\.dev$/) },
    update: { apiConfig: `${configs}/two` },
    replace: { gatewayId: "orders-2", region: "us-east4" },
  },
  "gcp:kms/keyRing:KeyRing": {
    inputs: { location: REGION },
    id: new RegExp(`^projects/${PROJECT}/locations/${REGION}/keyRings/made-[0-9a-f]{7}$`),
    outputs: { name: expect.stringMatching(/^made-/) },
    replace: { location: "global" },
  },
  "gcp:kms/cryptoKey:CryptoKey": {
    inputs: { keyRing: ring, purpose: "ASYMMETRIC_SIGN", versionTemplate: { algorithm: "EC_SIGN_P256_SHA256" } },
    id: new RegExp(`^${ring}/cryptoKeys/made-[0-9a-f]{7}$`),
    outputs: {
      primaries: [],
      versionTemplate: { algorithm: "EC_SIGN_P256_SHA256", protectionLevel: "SOFTWARE" },
      destroyScheduledDuration: "2592000s",
    },
    update: { versionTemplate: { algorithm: "RSA_SIGN_PKCS1_2048_SHA256" } },
    replace: { purpose: "MAC", versionTemplate: { algorithm: "EC_SIGN_P256_SHA256", protectionLevel: "HSM" } },
  },
  "gcp:kms/cryptoKeyVersion:CryptoKeyVersion": {
    inputs: { cryptoKey: key },
    id: `${key}/cryptoKeyVersions/1`,
    outputs: { algorithm: "EC_SIGN_P256_SHA256", name: `${key}/cryptoKeyVersions/1`, state: "ENABLED" },
    update: { state: "DISABLED" },
  },
  "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember": {
    inputs: { cryptoKeyId: key, role: "roles/cloudkms.signerVerifier", member: someone },
    id: `${key}/roles/cloudkms.signerVerifier/${someone}`,
    outputs: { etag: expect.any(String) },
    replace: { member: "group:ops@example.com" },
  },
  "gcp:storage/bucket:Bucket": {
    inputs: { name: "latchkey-made", location: REGION },
    id: "latchkey-made",
    outputs: {
      location: "EUROPE-WEST1",
      url: "gs://latchkey-made",
      projectNumber: Number(PROJECT_NUMBER),
      softDeletePolicy: { retentionDurationSeconds: 604_800 },
    },
    update: { uniformBucketLevelAccess: true, publicAccessPrevention: "enforced" },
    replace: { name: "latchkey-made-2" },
  },
  "gcp:storage/bucketObject:BucketObject": {
    inputs: { bucket: "latchkey-keys", name: "a/b.json", content: "123456789" },
    id: "latchkey-keys-a/b.json",
    outputs: {
      content: { [SECRET]: "123456789" },
      crc32c: "4waSgw==",
      md5hash: "JfnnlDI7RTiF9RgfG2JNCw==",
      md5hexhash: "25f9e794323b453885f5181f1b624d0b",
      mediaLink: "https://www.googleapis.com/download/storage/v1/b/latchkey-keys/o/a%2Fb.json?alt=media",
      outputName: "a/b.json",
    },
    update: { content: "changed" },
    replace: { bucket: "latchkey-other", name: "c.json" },
  },
  "gcp:storage/bucketIAMMember:BucketIAMMember": {
    inputs: { bucket: "latchkey-keys", role: "roles/storage.legacyObjectReader", member: "allUsers" },
    id: "b/latchkey-keys/roles/storage.legacyObjectReader/allUsers",
    outputs: { etag: expect.any(String) },
    replace: { bucket: "b/latchkey-other" },
  },
  "gcp:logging/projectBucketConfig:ProjectBucketConfig": {
    inputs: { project: PROJECT, location: "global", bucketId: "audit" },
    id: `projects/${PROJECT}/locations/global/buckets/audit`,
    outputs: {
      retentionDays: 30,
      lifecycleState: "ACTIVE",
      name: `projects/${PROJECT}/locations/global/buckets/audit`,
    },
    update: { retentionDays: 90 },
    replace: { bucketId: "audit-2" },
  },
  "gcp:logging/projectSink:ProjectSink": {
    inputs: { destination: `logging.googleapis.com/${logs}`, filter: "severity>=ERROR" },
    id: new RegExp(`^projects/${PROJECT}/sinks/made-[0-9a-f]{7}$`),
    outputs: { writerIdentity: "" },
    update: { filter: "severity>=INFO" },
    replace: { uniqueWriterIdentity: false },
  },
  "gcp:logging/projectExclusion:ProjectExclusion": {
    inputs: { filter: "severity<INFO" },
    id: new RegExp(`^projects/${PROJECT}/exclusions/made-[0-9a-f]{7}$`),
    outputs: { project: PROJECT },
    update: { filter: "severity<ERROR" },
    replace: { project: "acme-prod" },
  },
  "gcp:logging/logView:LogView": {
    inputs: { bucket: logs, filter: 'SOURCE("x")' },
    id: new RegExp(`^${logs}/views/made-[0-9a-f]{7}$`),
    outputs: { parent: `projects/${PROJECT}`, location: "global" },
    update: { description: "Gateways" },
    replace: { name: "other" },
  },
  "gcp:logging/logViewIamMember:LogViewIamMember": {
    inputs: {
      parent: `projects/${PROJECT}`,
      location: "global",
      bucket: "requests",
      name: "gateways",
      role: "roles/logging.viewAccessor",
      member: someone,
    },
    id: `${logs}/views/gateways/roles/logging.viewAccessor/${someone}`,
    outputs: { parent: `projects/${PROJECT}`, location: "global" },
    replace: { member: "group:ops@example.com" },
  },
  "pulumi:providers:gcp": {
    inputs: { project: PROJECT, region: REGION },
    id: /^[0-9a-f-]{36}$/,
    outputs: { project: PROJECT },
  },
};

async function prepared(preview = false, state?: Awaited<ReturnType<Registrar["end"]>>): Promise<Registrar> {
  const registrar = await new Registrar(state, { preview }).begin();
  for (const [type, name, inputs] of before) await registrar.make(type, name, inputs);
  return registrar;
}

describe("every resource type", () => {
  it("is in the table of cases", () => {
    expect(Object.keys(cases).sort()).toEqual(Object.keys(types).sort());
  });

  for (const [type, known] of Object.entries(cases)) {
    describe(type, () => {
      it("is made with the id and outputs Google would give", async () => {
        const registrar = await prepared();
        const made = await registrar.make(type, "made", known.inputs);
        expect(made.id).toMatch(typeof known.id === "string" ? new RegExp(`^${literally(known.id)}$`) : known.id);
        expect(made.outputs).toMatchObject(known.outputs);
        for (const name of types[type]?.computed ?? []) expect(made.outputs, name).toHaveProperty(name);
      });

      it("answers a preview with what is known and no id", async () => {
        const registrar = await prepared(true);
        const made = await registrar.make(type, "made", known.inputs);
        expect(made.id).toBe("");
        const isSecret = (name: string) => types[type]?.secrets?.includes(name);
        for (const name of types[type]?.computed ?? []) {
          if (name in known.inputs) continue;
          expect(made.outputs[name], name).toEqual(isSecret(name) ? { [SECRET]: unknown } : unknown);
        }
        for (const name of Object.keys(known.inputs)) expect(made.outputs[name], name).not.toEqual(unknown);
        expect(registrar.cloud.state().objects).toEqual({});
      });

      it("stays as it is when nothing changed, and a preview says so", async () => {
        const first = await prepared();
        const made = await first.make(type, "made", known.inputs);
        const state = first.cloud.state();
        const again = await (await prepared(false, state)).make(type, "made", known.inputs);
        expect(again).toEqual(made);
        const seen = await (await prepared(true, state)).make(type, "made", known.inputs);
        expect(seen).toEqual(made);
      });

      for (const [input, value] of Object.entries(known.update ?? {})) {
        it(`changes ${input} in place`, async () => {
          const first = await prepared();
          const made = await first.make(type, "made", known.inputs);
          const second = await prepared(false, first.cloud.state());
          const changed = await second.make(type, "made", { ...known.inputs, [input]: value });
          expect(changed.id).toBe(made.id);
          expect(second.cloud.state().replaced).toEqual([]);
          expect(JSON.stringify(changed.outputs[input])).toContain(JSON.stringify(value).slice(1, -1));
        });
      }

      for (const [input, value] of Object.entries(known.replace ?? {})) {
        it(`is replaced when ${input} changes`, async () => {
          const first = await prepared();
          const made = await first.make(type, "made", known.inputs);
          const state = first.cloud.state();
          const changes = { ...known.inputs, [input]: value };
          const planned = await (await prepared(true, state)).make(type, "made", changes);
          expect(planned.id).toBe("");
          const second = await prepared(false, state);
          const changed = await second.make(type, "made", changes);
          expect(changed.id).not.toBe(made.id);
          const ended = await second.end();
          expect(ended.replaced).toEqual([]);
        });
      }

      for (const input of types[type]?.required ?? []) {
        // The provider fills these in, so leaving them out is no mistake.
        if (types[type]?.fromSite?.includes(input as "project")) continue;
        it(`is refused without ${input}`, async () => {
          const { [input]: _without, ...rest } = known.inputs;
          const registrar = await prepared();
          await expect(registrar.make(type, "made", rest)).rejects.toMatchObject({
            code: "missing_input",
            details: { input },
          });
        });
      }
    });
  }
});

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
