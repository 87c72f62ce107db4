import { readClaims } from "./claims.ts";

/** Headers and query parameters that carry a credential by name. */
const CARRIERS = new Set([
  "access_token",
  "api_key",
  "authorization",
  "cookie",
  "key",
  "proxy-authorization",
  "x-api-key",
  "x-apigateway-api-userinfo",
  "x-endpoint-api-userinfo",
  "x-forwarded-authorization",
  "x-goog-iap-jwt-assertion",
  "x-serverless-authorization",
]);

/** Things that are credentials wherever they stand: a JWT, a Google API key. */
const SHAPES = /eyJ[\w-]{8,}\.[\w-]+\.[\w-]*|AIza[\w-]{35}/;
const EVERY_SHAPE = new RegExp(SHAPES, "g");

/** What may be shown of a value that carries a credential. */
export interface ShownCredential {
  /** e.g. `Bearer`. */
  readonly scheme?: string;
  /** Characters of the credential itself. */
  readonly length: number;
  /** Decoded, not verified. */
  readonly claims?: unknown;
}

/** A text with what looks like a credential left out, e.g. a path that holds a token. */
export function hideCredentials(text: string): string {
  return text.replace(EVERY_SHAPE, "[credential]");
}

/** What may be shown of a header or query value: a description where it is a credential, undefined where it is not. */
export function describeCredential(name: string, value: string): ShownCredential | undefined {
  if (!CARRIERS.has(name.toLowerCase()) && !SHAPES.test(value)) return undefined;
  const [, scheme, credential = value] = /^([A-Za-z]+) +(.+)$/s.exec(value) ?? [];
  const claims = readClaims(credential);
  return { ...(scheme && { scheme }), length: credential.length, ...(claims !== undefined && { claims }) };
}
