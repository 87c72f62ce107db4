import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify, SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { createIdTokens } from "../../../local/cloud/id-token.ts";
import { NOW } from "./registrar.ts";

const EMAIL = "orders-gateway@acme-dev.iam.gserviceaccount.com";
const AUDIENCE = "https://orders-123456789012.europe-west1.run.app";
let time = NOW;
const tokens = createIdTokens(() => time);

describe("an ID token of a service account", () => {
  it("carries what Google's carries, for one hour", async () => {
    const token = await tokens.mint(EMAIL, AUDIENCE);
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: "RS256", typ: "JWT", kid: expect.any(String) });
    const claims = decodeJwt(token);
    expect(claims).toMatchObject({
      iss: "https://accounts.google.com",
      aud: AUDIENCE,
      email: EMAIL,
      email_verified: true,
      sub: expect.stringMatching(/^[1-9]\d{20}$/),
    });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(3600);
    expect(claims.iat).toBe(NOW / 1000);
  });

  it("is verified by the published key set", async () => {
    const { keys } = await tokens.jwks();
    expect(JSON.stringify(keys)).not.toContain('"d"');
    const keySet = createLocalJWKSet({ keys: [...keys] });
    const token = await tokens.mint(EMAIL, AUDIENCE);
    const { payload } = await jwtVerify(token, keySet, { currentDate: new Date(time) });
    expect(payload.email).toBe(EMAIL);
  });

  it("is given out again until half its life is over", async () => {
    const first = await tokens.mint(EMAIL, AUDIENCE);
    time = NOW + 29 * 60_000;
    expect(await tokens.mint(EMAIL, AUDIENCE)).toBe(first);
    expect(await tokens.mint(EMAIL, "https://other.example")).not.toBe(first);
    time = NOW + 31 * 60_000;
    expect(await tokens.mint(EMAIL, AUDIENCE)).not.toBe(first);
    time = NOW;
  });

  it("stops being good when it expires, also one that was verified before", async () => {
    const token = await tokens.mint(EMAIL, "https://late.example");
    expect(await tokens.verify(token)).toMatchObject({ email: EMAIL });
    time = NOW + 3_600_000 + 60_000;
    await expect(tokens.verify(token)).rejects.toThrow(/exp/);
    time = NOW;
  });
});

describe("what is not such a token", () => {
  const other = createIdTokens(() => time);
  const bad: readonly (readonly [string, () => Promise<string>])[] = [
    ["one of another key", () => other.mint(EMAIL, AUDIENCE)],
    ["one with a changed claim", async () => changed(await tokens.mint(EMAIL, AUDIENCE))],
    ["one without a signature", async () => (await tokens.mint(EMAIL, AUDIENCE)).replace(/[^.]*$/, "")],
    ["one signed with the public key as a secret", () => confused()],
    ["no token at all", async () => "abc"],
  ];
  for (const [what, make] of bad) {
    it(`is refused: ${what}`, async () => {
      await expect(tokens.verify(await make())).rejects.toThrow();
    });
  }
});

function changed(token: string): string {
  const [header, , signature] = token.split(".");
  const claims = { ...decodeJwt(token), email: "somebody@else.example" };
  return [header, Buffer.from(JSON.stringify(claims)).toString("base64url"), signature].join(".");
}

async function confused(): Promise<string> {
  const { keys } = await tokens.jwks();
  const secret = Buffer.from(JSON.stringify(keys[0]));
  return new SignJWT({ email: EMAIL })
    .setProtectedHeader({ alg: "HS256" })
    .setIssuer("https://accounts.google.com")
    .setAudience(AUDIENCE)
    .setExpirationTime(NOW / 1000 + 60)
    .sign(secret);
}
