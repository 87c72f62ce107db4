import type { RecordedGraph } from "../../../infra/policy/recorded-graph.ts";
import { add, change, changeDocument, setText } from "./change.ts";

// biome-ignore lint/suspicious/noExplicitAny: tests reach deep into plain JSON
type Json = any;

/** One way to break one rule. */
export interface Break {
  readonly rule: string;
  readonly how: string;
  /** The resource that is to blame. */
  readonly name: string;
  readonly apply: (graph: RecordedGraph) => RecordedGraph;
}

/** Ways to break each rule alone, on the stack that has everything. */
export const breaks: readonly Break[] = [
  edit("no-public-invoker", "allUsers may invoke", "gateway-account-invoker", "ServiceIamMember", ({ inputs }) => {
    inputs.member = "allUsers";
  }),
  edit("no-public-invoker", "every Google account may", "gateway-account-invoker", "ServiceIamMember", ({ inputs }) => {
    inputs.member = "allAuthenticatedUsers";
  }),
  edit("no-public-invoker", "the service does not ask IAM", "service", "Service", ({ inputs }) => {
    inputs.invokerIamDisabled = true;
  }),
  edit("no-public-invoker", "an annotation says the same", "service", "Service", ({ inputs }) => {
    inputs.annotations = { "run.googleapis.com/invoker-iam-disabled": "true" };
  }),
  edit("no-public-access", "every Google account, as one", "issuer-key-set-readable", "BucketIAMMember", (draft) => {
    draft.inputs.member = "allAuthenticatedUsers";
  }),
  edit(
    "no-public-access",
    "the key set's grant on another bucket",
    "issuer-key-set-readable",
    "BucketIAMMember",
    (draft) => {
      draft.inputs.bucket = "acme-invoices";
    },
  ),
  edit("no-public-access", "request logs for all", "request-logs-view", "LogView", ({ inputs }) => {
    inputs.readers = { $secret: ["allUsers"] };
  }),
  extra("no-public-access", "an object's access list", "gcp:storage/objectACL:ObjectACL", {
    bucket: "b",
    object: "o",
    roleEntities: ["READER:allUsers"],
  }),
  extra("no-public-access", "a predefined access list", "gcp:storage/bucketACL:BucketACL", {
    bucket: "b",
    predefinedAcl: "publicRead",
  }),
  edit("least-privilege", "owner", "gateway-account-agent-role", "IAMMember", ({ inputs }) => {
    inputs.role = "roles/owner";
  }),
  edit("least-privilege", "run.invoker on the whole project", "gateway-account-agent-role", "IAMMember", (draft) => {
    draft.inputs.role = "roles/run.invoker";
  }),
  edit(
    "least-privilege",
    "the agent's role for another account",
    "gateway-account-agent-role",
    "IAMMember",
    (draft) => {
      draft.inputs.member = "serviceAccount:ci@acme-dev.iam.gserviceaccount.com";
    },
  ),
  edit("least-privilege", "a person invokes the service", "gateway-account-invoker", "ServiceIamMember", (draft) => {
    draft.inputs.member = "user:eve@example.com";
  }),
  extra("least-privilege", "a binding", "gcp:cloudrunv2/serviceIamBinding:ServiceIamBinding", {
    role: "roles/run.invoker",
    members: ["serviceAccount:latchkey-dev-gateway@acme-dev.iam.gserviceaccount.com"],
  }),
  extra("least-privilege", "a policy", "gcp:projects/iAMPolicy:IAMPolicy", { policyData: "{}" }),
  extra("least-privilege", "acting as another account", "gcp:serviceaccount/iAMMember:IAMMember", {
    role: "roles/iam.serviceAccountTokenCreator",
    member: "group:platform@example.com",
  }),
  edit("own-service-accounts", "no account", "service", "Service", ({ inputs }) => {
    delete inputs.template.serviceAccount;
  }),
  edit("own-service-accounts", "the default account", "service", "Service", ({ inputs }) => {
    inputs.template.serviceAccount = "123456789012-compute@developer.gserviceaccount.com";
  }),
  edit("own-service-accounts", "a gateway without an account", "main-config", "ApiConfig", ({ inputs }) => {
    delete inputs.gatewayConfig;
  }),
  extra("no-service-account-keys", "a key", "gcp:serviceaccount/key:Key", { serviceAccountId: "ci" }),
  edit("restricted-api-keys", "no restrictions", "key-acme-k1", "ApiKey", ({ inputs }) => {
    delete inputs.restrictions;
  }),
  edit("restricted-api-keys", "only where from", "key-acme-k1", "ApiKey", ({ inputs }) => {
    inputs.restrictions = { serverKeyRestrictions: { allowedIps: ["192.0.2.1"] } };
  }),
  edit("restricted-api-keys", "another Google API as well", "key-acme-k1", "ApiKey", ({ inputs }) => {
    inputs.restrictions.apiTargets.push({ service: "translate.googleapis.com" });
  }),
  edit("restricted-api-keys", "another project's gateway", "key-acme-k1", "ApiKey", ({ inputs }) => {
    inputs.restrictions.apiTargets.push({ service: "orders-1a2b3c.apigateway.other-project.cloud.goog" });
  }),
  edit("readable-gateway-documents", "YAML", "main-config", "ApiConfig", ({ inputs }) => {
    setText(inputs, "swagger: '2.0'\n");
  }),
  edit("readable-gateway-documents", "two documents", "main-config", "ApiConfig", ({ inputs }) => {
    inputs.openapiDocuments.push(inputs.openapiDocuments[0]);
  }),
  edit("readable-gateway-documents", "a second form", "main-config", "ApiConfig", ({ inputs }) => {
    inputs.managedServiceConfigs = [{ path: "service.yaml", contents: "e30=" }];
  }),
  document("open-operations-declared", "an undefined scheme", (operation) => {
    operation.security = [{ nobody: [] }];
  }),
  document("open-operations-declared", "no security", (operation) => {
    delete operation.security;
  }),
  document("open-operations-declared", "an empty alternative", (operation) => {
    operation.security = [{}];
  }),
  document("open-operations-declared", "a key where Google does not look", (operation, whole) => {
    whole.securityDefinitions.elsewhere = { type: "apiKey", name: "x-acme-key", in: "header" };
    operation.security = [{ elsewhere: [] }];
  }),
  document("audiences-set", "a token scheme without one", (_, whole) => {
    const issuer = "https://id.example";
    const guest = { type: "oauth2", flow: "implicit", authorizationUrl: "", "x-google-issuer": issuer };
    whole.securityDefinitions.guest = guest;
  }),
  document("audiences-set", "a backend without one", (operation) => {
    delete operation["x-google-backend"].jwt_audience;
  }),
  document("no-disable-auth", "on an operation", (operation) => {
    delete operation["x-google-backend"].jwt_audience;
    operation["x-google-backend"].disable_auth = true;
  }),
  document("no-disable-auth", "at the root, where no operation uses it", (_, whole) => {
    whole["x-google-backend"] = { address: "https://other.example", disable_auth: true };
  }),
  document("deadlines-within-limits", "shorter than a second", (operation) => {
    operation["x-google-backend"].deadline = 0.2;
  }),
  document("deadlines-within-limits", "longer than Google waits, at another backend", (operation) => {
    Object.assign(operation["x-google-backend"], { address: "https://slow.example", deadline: 601 });
  }),
  document("deadlines-within-timeout", "longer than the service works", (operation) => {
    operation["x-google-backend"].deadline = 301;
  }),
  edit("hashed-config-ids", "a fixed id", "main-config", "ApiConfig", ({ inputs }) => {
    inputs.apiConfigId = "main";
  }),
  edit("hashed-config-ids", "no prefix", "main-config", "ApiConfig", ({ inputs }) => {
    delete inputs.apiConfigIdPrefix;
  }),
  edit("hashed-config-ids", "a prefix without a hash", "main-config", "ApiConfig", ({ inputs }) => {
    inputs.apiConfigIdPrefix = "main-";
  }),
  edit("hashed-config-ids", "a hash of something else", "main-config", "ApiConfig", ({ inputs }) => {
    inputs.apiConfigIdPrefix = "main-000000000000-";
  }),
  unprotected("doors-protected", "main-api", "Api"),
  unprotected("doors-protected", "main-gateway", "Gateway"),
  unprotected("second-door-protected", "second-api", "Api"),
  unprotected("second-door-protected", "second-gateway", "Gateway"),
  unprotected("signing-keys-protected", "issuer-signing-ring", "KeyRing"),
  unprotected("signing-keys-protected", "issuer-signing-key", "CryptoKey"),
  unprotected("signing-keys-protected", "issuer-signing-one", "CryptoKeyVersion"),
  unprotected("bucket-protected", "issuer-key-set-bucket", "Bucket"),
  edit("bucket-protected", "deleted with its objects", "issuer-key-set-bucket", "Bucket", ({ inputs }) => {
    inputs.forceDestroy = true;
  }),
  edit("key-set-retained", "the bucket goes with the stack", "issuer-key-set-bucket", "Bucket", (draft) => {
    draft.retainOnDelete = false;
  }),
  edit("key-set-retained", "an object goes with the stack", "issuer-key-set-jwks", "BucketObject", (draft) => {
    draft.retainOnDelete = false;
  }),
  edit("deletion-protection", "in production", "service", "Service", (draft) => {
    draft.inputs.deletionProtection = false;
    draft.urn = draft.urn.replace("urn:pulumi:dev::", "urn:pulumi:production::");
  }),
  edit("deletion-protection-advised", "in another stack", "service", "Service", ({ inputs }) => {
    inputs.deletionProtection = false;
  }),
];

function edit(
  rule: string,
  how: string,
  name: string,
  type: string,
  apply: (draft: { inputs: Json; urn: string; protect: boolean; retainOnDelete: boolean }) => void,
): Break {
  return { rule, how, name, apply: (graph) => change(graph, name, type, apply) };
}

function unprotected(rule: string, name: string, type: string): Break {
  return edit(rule, `${name} may be deleted`, name, type, (draft) => {
    draft.protect = false;
  });
}

function extra(rule: string, how: string, type: string, inputs: Json): Break {
  return { rule, how, name: "extra", apply: (graph) => add(graph, type, inputs) };
}

function document(rule: string, how: string, apply: (operation: Json, whole: Json) => void): Break {
  return {
    rule,
    how,
    name: "main-config",
    apply: (graph) => changeDocument(graph, (whole) => apply(Object.values<Json>(whole.paths)[0].get, whole)),
  };
}
