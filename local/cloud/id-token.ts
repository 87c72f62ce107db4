import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";
import { exportJWK, importJWK, type JWK, type JWTPayload, jwtVerify, SignJWT } from "jose";
import { derivedDigits } from "./random-text.ts";

const ISSUER = "https://accounts.google.com";
const LIFETIME_SECONDS = 3600;
const KEY_ID = "loopback-google";
/** Google allows clocks to differ a little. */
const CLOCK_TOLERANCE_SECONDS = 30;
/** Tokens remembered as verified; a gateway uses the same few for half an hour. */
const MAX_VERIFIED = 1000;

const generate = promisify(generateKeyPair);

/** Stands where Google's ID-token minting does: short tokens for service accounts, and how to check them. */
export interface IdTokens {
  /** A token of one hour for a service account. The same one is given out until it is half used up. */
  mint(email: string, audience: string): Promise<string>;
  /** Claims of a token, whatever its audience. Rejects when it is not ours or not in force. */
  verify(token: string): Promise<JWTPayload>;
  /** The public half, as Google publishes its own. */
  jwks(): Promise<{ readonly keys: readonly JWK[] }>;
}

/**
 * Makes the loopback counterpart of Google's ID tokens. Its key pair lives as long as the process: such tokens are not
 * meant to outlive it.
 *
 * @param now - milliseconds since the epoch.
 */
export function createIdTokens(now: () => number = Date.now): IdTokens {
  // Begun at once: it takes a tenth of a second, off the main thread.
  const pair = makePair();
  const given = new Map<string, { readonly token: string; readonly renewAt: number }>();
  const verified = new Map<string, JWTPayload>();

  return {
    async mint(email, audience) {
      const place = `${email} ${audience}`;
      const held = given.get(place);
      if (held !== undefined && now() < held.renewAt) return held.token;
      const { privateKey } = await pair;
      const issuedAt = Math.floor(now() / 1000);
      const subject = derivedDigits(email, 21);
      const token = await new SignJWT({ azp: subject, email, email_verified: true })
        .setProtectedHeader({ alg: "RS256", kid: KEY_ID, typ: "JWT" })
        .setIssuer(ISSUER)
        .setSubject(subject)
        .setAudience(audience)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + LIFETIME_SECONDS)
        .sign(privateKey);
      given.set(place, { token, renewAt: now() + (LIFETIME_SECONDS * 1000) / 2 });
      return token;
    },
    async verify(token) {
      const known = verified.get(token);
      if (known !== undefined && now() < (known.exp ?? 0) * 1000) return known;
      const { publicKey } = await pair;
      const { payload } = await jwtVerify(token, publicKey, {
        algorithms: ["RS256"],
        issuer: ISSUER,
        requiredClaims: ["exp", "aud", "email"],
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        currentDate: new Date(now()),
      });
      if (verified.size >= MAX_VERIFIED) verified.clear();
      verified.set(token, payload);
      return payload;
    },
    async jwks() {
      const { jwk } = await pair;
      return { keys: [jwk] };
    },
  };
}

async function makePair() {
  const { privateKey, publicKey } = await generate("rsa", { modulusLength: 2048 });
  const jwk: JWK = { ...(await exportJWK(publicKey)), kid: KEY_ID, alg: "RS256", use: "sig" };
  return {
    privateKey: await importJWK(await exportJWK(privateKey), "RS256"),
    publicKey: await importJWK(jwk, "RS256"),
    jwk,
  };
}
