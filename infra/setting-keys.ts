/** What `Pulumi.yaml`, the reference page and the unknown-key check know of one setting. */
export interface SettingKey {
  readonly type: "string" | "integer" | "array" | "object";
  readonly description: string;
  /** What applies when it is absent, in words or as a value. */
  readonly fallback: string;
  /** A YAML value. */
  readonly example: string;
}

/** Every `latchkey:` setting of a stack. `Pulumi.yaml` and docs/settings.md are generated from this table. */
export const settingKeys = {
  projectNumber: {
    type: "string",
    description:
      "Number of gcp:project, part of the private service's URL. `gcloud projects describe PROJECT --format 'value(projectNumber)'` prints it.",
    fallback: "required",
    example: '"123456789012"',
  },
  name: {
    type: "string",
    description:
      "Name that the service, the gateways, the Apis and the service accounts carry, at most 22 characters. Changing it makes new URLs.",
    fallback: "latchkey-<stack>",
    example: "orders-dev",
  },
  description: {
    type: "string",
    description: "The API description (OpenAPI 2.0, 3.0 or 3.1), relative to the project.",
    fallback: "openapi/api.yaml",
    example: "openapi/examples/crud.yaml",
  },
  overlays: {
    type: "array",
    description:
      "OpenAPI Overlay 1.0 files, relative to the project, laid over the API description in this order before it is read. For descriptions that a framework generates.",
    fallback: "[]",
    example: "[openapi/overlays/dev.yaml]",
  },
  service: {
    type: "object",
    description:
      "The private Cloud Run service: `image` with its options, or `existing: NAME` for one that is already there, or `function: NAME` for a 2nd-generation function.",
    fallback: "required",
    example: "{ image: europe-docker.pkg.dev/acme/web/orders:1.4.2, memory: 512Mi }",
  },
  deadlineSeconds: {
    type: "integer",
    description:
      "How long the gateway waits for the service before it answers 504. 1 to 600, at most the service's timeout.",
    fallback: "60",
    example: "30",
  },
  doors: {
    type: "array",
    description: "`[main]`, or `[main, second]` when the API description says key OR token.",
    fallback: "[main]",
    example: "[main, second]",
  },
  retiringDoors: {
    type: "array",
    description:
      "First of two steps to give a door up: `[second]` lifts its protection; the next deployment may then leave it out of doors.",
    fallback: "[]",
    example: "[second]",
  },
  mainDoor: {
    type: "string",
    description: "Which alternative the main URL demands where an operation says key OR token: `key` or `token`.",
    fallback: "key",
    example: "token",
  },
  apiKeys: {
    type: "string",
    description: "What a key is: `google` (a Google API key) or `signed` (a token of this stack sent as x-api-key).",
    fallback: "google",
    example: "signed",
  },
  defaultSecurity: {
    type: "string",
    description:
      "What operations demand that have no `security` while the root of the API description has none: `key`, `token` or `either`. Never applies to `security: []`.",
    fallback: "such an operation is an error",
    example: "key",
  },
  signedKeysAreLogged: {
    type: "string",
    description:
      "Must be `accepted` with apiKeys: signed, because the gateway logs whatever stands in x-api-key in clear.",
    fallback: "not accepted",
    example: "accepted",
  },
  maxTokenLifetime: {
    type: "string",
    description: "Longest life of a token for consumers that set no maxLifetime of their own. At most 366d.",
    fallback: "90d, or 30d with signed keys",
    example: "30d",
  },
  signingKeys: {
    type: "array",
    description: "Names of the KMS key versions that sign tokens, oldest first. Add one to rotate; never rename one.",
    fallback: "[]: the stack issues no tokens",
    example: "[one]",
  },
  signingAlgorithm: {
    type: "string",
    description: "Algorithm of new signing keys: `RS256` or `ES256`.",
    fallback: "RS256",
    example: "ES256",
  },
  minters: {
    type: "array",
    description: "Who may sign tokens with the stack's KMS key (roles/cloudkms.signerVerifier). Nobody else gets it.",
    fallback: "[]",
    example: "[group:platform@example.com]",
  },
  issuer: {
    type: "object",
    description:
      "The own issuer: `host: bucket` (a public bucket object) or `host: url` with your own `issuer` and `jwksUri`; `audience` and `issuer` sit in every token and should never change.",
    fallback: "{ host: bucket }",
    example: "{ host: url, issuer: https://id.example.com, jwksUri: https://id.example.com/jwks.json }",
  },
  consumers: {
    type: "object",
    description: "Who calls, with their key and token generations.",
    fallback: "{}",
    example: "{ acme: { keys: [{ id: k1 }] } }",
  },
  acceptedChanges: {
    type: "object",
    description:
      "Changes that `latchkey diff` is to let pass, each with the reason. An entry counts only in the change that writes it.",
    fallback: "{}",
    example: "{ 'access_lost GET /orders': nobody has called it since May }",
  },
  requestLogs: {
    type: "object",
    description:
      "The gateways' request logs, which hold API keys in clear: `readers` who may read them and `retentionDays` (1 to 3650).",
    fallback: "{ readers: [], retentionDays: 30 }",
    example: "{ readers: [group:security@example.com], retentionDays: 30 }",
  },
  labels: {
    type: "object",
    description: "Labels on every resource that takes them, next to `latchkey-stack`.",
    fallback: "{}",
    example: "{ team: payments }",
  },
} as const satisfies Record<string, SettingKey>;
