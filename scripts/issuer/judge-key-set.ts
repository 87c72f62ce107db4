import { parseStrictObject } from "../../credentials/strict-json.ts";

/** One key of an issuer, as far as it may be told. */
export interface JudgedKey {
  readonly kid?: string;
  readonly kty: string;
  readonly alg?: string;
  /** The private half stands beside the public one. */
  readonly isPrivate?: boolean;
}

/** What an issuer's key set holds, and what should worry whoever trusts it. */
export interface JudgedKeySet {
  readonly keys: readonly JudgedKey[];
  readonly warnings: readonly string[];
}

/** Algorithms the gateway checks, by type of key. @see gateway-semantics §3.5 */
const algorithms: Readonly<Record<string, readonly string[]>> = {
  RSA: ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
  EC: ["ES256", "ES384", "ES512"],
  OKP: ["EdDSA"],
  oct: ["HS256", "HS384", "HS512"],
};

/** Judges a key set as Google's gateway reads it. */
export function judgeKeySet(bytes: Uint8Array): JudgedKeySet {
  const document = parseStrictObject(bytes);
  const listed = document?.keys;
  if (document && isCertificates(document)) {
    return { keys: Object.keys(document).map((kid) => ({ kid, kty: "RSA" })), warnings: [] };
  }
  if (!Array.isArray(listed)) {
    return {
      keys: [],
      warnings: ["the key set is no JSON object with a list of `keys`: the gateway would accept no token"],
    };
  }
  const keys = listed.flatMap((key) => readKey(key) ?? []);
  const told = (which: readonly JudgedKey[]) => which.map(({ kid }) => kid ?? "(no kid)").join(", ");
  const symmetric = keys.filter(({ kty, alg }) => kty === "oct" || alg?.startsWith("HS"));
  const revealed = keys.filter((key) => key.isPrivate);
  const others = keys.filter((key) => !symmetric.includes(key));
  const unknown = others.filter(({ kty, alg }) => alg !== undefined && !algorithms[kty]?.includes(alg));
  const bare = others.filter(({ kty, alg }) => alg === undefined && algorithms[kty] !== undefined);
  const usable = others.filter(
    ({ kty, alg }) => algorithms[kty] && (alg === undefined || algorithms[kty].includes(alg)),
  );
  return {
    keys,
    warnings: [
      ...(symmetric.length > 0
        ? [`the key set publishes symmetric keys (${told(symmetric)}): whoever reads them can sign tokens`]
        : []),
      ...(revealed.length > 0
        ? [`the key set publishes private keys (${told(revealed)}): whoever reads them can sign tokens`]
        : []),
      ...(bare.length > 0
        ? [`keys without \`alg\` (${told(bare)}): the gateway then goes by the type of key, whatever the token says`]
        : []),
      ...(unknown.length > 0 ? [`keys that the gateway leaves out for their \`alg\` (${told(unknown)})`] : []),
      ...(usable.length === 0
        ? ["the key set holds no key that the gateway should trust: no token would be accepted"]
        : []),
    ],
  };
}

function readKey(value: unknown): JudgedKey | undefined {
  if (typeof value !== "object" || value === null || !("kty" in value) || typeof value.kty !== "string")
    return undefined;
  const { kty } = value;
  return {
    ...("kid" in value && typeof value.kid === "string" && { kid: printable(value.kid) }),
    kty: printable(kty),
    ...("d" in value && { isPrivate: true }),
    ...("alg" in value && typeof value.alg === "string" && { alg: printable(value.alg) }),
  };
}

/** A map of kids to certificates, as Google publishes its own, is a key set to the gateway too. */
function isCertificates(document: Readonly<Record<string, unknown>>): boolean {
  const values = Object.values(document);
  return values.length > 0 && values.every((value) => String(value).startsWith("-----BEGIN CERTIFICATE-----"));
}

/** What strangers wrote, fit for a terminal. */
function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, "?").slice(0, 80);
}
