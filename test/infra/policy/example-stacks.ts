const tokensOnly = { globex: { tokens: [{ kid: "Vq3mXb8sTtyR0kWnPzE5LA", signingKey: "one", state: "active" }] } };
const image = "europe-docker.pkg.dev/acme/web/orders:1.4.2";

/** Every example on the configuration it is meant for, with the service protected as it is unless somebody says otherwise. */
export const exampleStacks: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "the catch-all": { "latchkey:service": { image } },
  "tokens at the main door": { "latchkey:service": { image }, "latchkey:mainDoor": "token" },
  crud: {
    "latchkey:service": { image },
    "latchkey:description": "openapi/examples/crud.yaml",
    "latchkey:doors": ["main"],
  },
  "key AND token": {
    "latchkey:service": { image },
    "latchkey:description": "openapi/examples/key-and-token.yaml",
    "latchkey:doors": ["main"],
  },
  "external issuer": {
    "latchkey:service": { image },
    "latchkey:description": "openapi/examples/external-issuer.yaml",
    "latchkey:doors": ["main"],
    "latchkey:consumers": tokensOnly,
  },
  "Swagger 2.0": { "latchkey:service": { image }, "latchkey:description": "openapi/examples/swagger.yaml" },
  "signed keys": {
    "latchkey:service": { image },
    "latchkey:doors": ["main"],
    "latchkey:apiKeys": "signed",
    "latchkey:signedKeysAreLogged": "accepted",
    "latchkey:consumers": tokensOnly,
  },
  "existing service": { "latchkey:service": { existing: "orders" } },
  "hosted key set": {
    "latchkey:service": { image },
    "latchkey:issuer": { host: "url", issuer: "https://id.acme.example", jwksUri: "https://id.acme.example/jwks.json" },
  },
  everything: {
    "latchkey:service": {
      image,
      env: { MODE: "prod" },
      secrets: { TOKEN: { secret: "orders-token" }, OTHER: { secret: "orders-token", version: "3" } },
    },
    "latchkey:signingAlgorithm": "ES256",
    "latchkey:minters": ["group:platform@example.com"],
    "latchkey:requestLogs": { readers: ["group:security@example.com"], retentionDays: 90 },
    "latchkey:labels": { Team: "Payments" },
  },
};
