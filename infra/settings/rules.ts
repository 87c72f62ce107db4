import { gatewayRegions } from "../gateway-regions.ts";
import type { NumberRule, TextRule } from "./reader.ts";

/** What single settings must look like. The parser and the JSON Schema for editors both read it here. */
export const texts = {
  project: { pattern: /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/, allowed: "a Google Cloud project id" },
  region: {
    pattern: new RegExp(`^(${gatewayRegions.join("|")})$`),
    allowed: `a region that has API Gateway: ${gatewayRegions.join(", ")}`,
  },
  projectNumber: { pattern: /^\d{6,20}$/, allowed: "the project's number, all digits" },
  name: {
    pattern: /^[a-z]([a-z0-9-]{0,20}[a-z0-9])?$/,
    allowed: "a lower-case letter, then letters, digits and hyphens, at most 22 characters",
  },
  description: { pattern: /./, allowed: "the path of an OpenAPI file" },
  overlays: { pattern: /./, allowed: "paths of OpenAPI Overlay files" },
  signingKeys: { pattern: /^[a-z0-9][a-z0-9-]{0,29}$/, allowed: "short names such as one or 2026a" },
  acceptedChange: {
    pattern: /^[a-z]+(_[a-z]+)* \S/,
    allowed: "what `latchkey diff` prints, such as access_lost GET /orders",
  },
  acceptedReason: { pattern: /\S/, allowed: "the reason, in words" },
  labelName: { pattern: /^[A-Za-z][\w .-]{0,62}$/, allowed: "a letter, then letters, digits, underscores and hyphens" },
} as const satisfies Record<string, TextRule>;

export const numbers = {
  deadlineSeconds: { min: 1, max: 600 },
  retentionDays: { min: 1, max: 3650 },
} as const satisfies Record<string, NumberRule>;

export const choices = {
  doors: ["main", "second"],
  mainDoor: ["key", "token"],
  apiKeys: ["google", "signed"],
  defaultSecurity: ["key", "token", "either"],
  signingAlgorithm: ["RS256", "ES256"],
  issuerHost: ["bucket", "url"],
} as const;
