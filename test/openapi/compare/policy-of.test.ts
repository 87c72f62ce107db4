import { describe, expect, it } from "vitest";
import { OWN_TOKEN, policyOf } from "../../../openapi/compare/policy-of.ts";
import { tellCredentials, tellPolicy } from "../../../openapi/compare/tell-policy.ts";
import type { JwtLocation, JwtProvider } from "../../../openapi/google/service-config.ts";

const bearer: JwtLocation = { header: "Authorization", valuePrefix: "Bearer " };
const keyHeader: JwtLocation = { header: "x-api-key", valuePrefix: "" };
const provider = (id: string, issuer: string, more: Partial<JwtProvider> = {}): JwtProvider => ({
  id,
  issuer,
  audiences: ["orders"],
  locations: [bearer],
  ...more,
});
const own = provider("mine", "https://own.example");
const partner = provider("partner", "https://partner.example");
const policy = (apiKeyRequired: boolean, ...providers: JwtProvider[]) =>
  policyOf({ apiKeyRequired, providerIds: providers.map(({ id }) => id) }, { providers }, "https://own.example");
const partnerToken = "a token of https://partner.example for orders";

describe("what a door demands for a method", () => {
  it.each([
    ["nothing", policy(false), { open: true }],
    ["a key", policy(true), { open: false, key: { tokens: [] } }],
    ["an own token", policy(false, own), { open: false, tokens: [OWN_TOKEN] }],
    ["a key and a token", policy(true, own, partner), { open: false, key: { tokens: [partnerToken, OWN_TOKEN] } }],
    [
      "a signed key, which is an own token at another place",
      policy(false, provider("mine", "https://own.example", { locations: [keyHeader, bearer] })),
      { open: false, key: { tokens: [] }, tokens: [OWN_TOKEN] },
    ],
  ])("is %s", (_, found, expected) => expect(found).toEqual(expected));

  it("depends on no scheme's name, and not on how the own issuer is called", () => {
    const renamed = { ...partner, id: "other" };
    expect(policy(false, renamed)).toEqual(policy(false, partner));
    const moved = { ...own, issuer: "https://new.example", audiences: ["new"] };
    expect(policyOf({ apiKeyRequired: false, providerIds: ["mine"] }, { providers: [moved] }, moved.issuer)).toEqual(
      policy(false, own),
    );
  });

  it("tells tokens apart by issuer, audience and place", () => {
    const of = (more: Partial<JwtProvider>) => policy(false, { ...partner, ...more }).tokens;
    expect(of({ audiences: ["orders", "bills"] })).toEqual([
      "a token of https://partner.example for bills",
      partnerToken,
    ]);
    expect(of({ locations: [{ query: "jwt" }] })).toEqual([`${partnerToken} in the query parameter jwt`]);
    expect(of({ locations: [{ header: "X-Token", valuePrefix: "" }] })).toEqual([
      `${partnerToken} in the header x-token`,
    ]);
    expect(of({ locations: [{ header: "X-Token", valuePrefix: "t " }] })).toEqual([
      `${partnerToken} in the header x-token after "t "`,
    ]);
  });

  it("never takes an external issuer's token for an own one", () => {
    expect(policy(false, provider("odd", "this stack")).tokens).not.toContain(OWN_TOKEN);
  });
});

describe("in words", () => {
  it.each([
    [{ open: true }, "nothing"],
    [{ open: false, key: { tokens: [] } }, "an API key"],
    [{ open: false, key: { tokens: ["a token of A", "a token of B"] } }, "an API key and a token of A or a token of B"],
    [{ open: false, key: { tokens: [] }, tokens: ["a token of A"] }, "an API key or a token of A"],
  ])("%j is %s", (demand, told) => expect(tellPolicy(demand)).toBe(told));

  it.each([
    [{ key: false }, "no credentials"],
    [{ key: true }, "an API key"],
    [{ key: true, token: "a token of A" }, "an API key and a token of A"],
  ])("%j is %s", (held, told) => expect(tellCredentials(held)).toBe(told));
});
