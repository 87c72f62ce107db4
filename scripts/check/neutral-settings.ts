import type { CompileSettings } from "../../openapi/compilation.ts";

const service = "https://latchkey-000000000000.europe-west1.run.app";
const bucket = "https://storage.googleapis.com/latchkey-0000000000000000";

/** What a description is judged under that belongs to no stack: everything it may ask of one is there. */
export const neutralSettings: CompileSettings = {
  doors: ["main", "second"],
  mainDoor: "key",
  apiKeys: "google",
  issuer: { issuer: bucket, jwksUri: `${bucket}/jwks.json`, audience: "latchkey" },
  backend: { address: service, audience: service, deadlineSeconds: 60, protocol: "http/1.1" },
  revokedKids: [],
};
