import { describe, expect, it } from "vitest";
import { findTokens, verificationOrder } from "../../../../local/gateway/jwt/find-tokens.ts";
import { RequestHeaders } from "../../../../local/gateway/request-headers.ts";

const google = [
  { header: "Authorization", valuePrefix: "Bearer " },
  { header: "X-Goog-Iap-Jwt-Assertion", valuePrefix: "" },
  { query: "access_token" },
];
const signedKey = [
  { header: "x-api-key", valuePrefix: "" },
  { header: "Authorization", valuePrefix: "Bearer " },
];

function find(locations: Parameters<typeof verificationOrder>[0], raw: string[], query = ""): string[] {
  return findTokens(verificationOrder(locations), new RequestHeaders(raw), query);
}

describe("finding tokens", () => {
  it.each([
    [["Authorization", "Bearer a.b.c"], ["a.b.c"]],
    [["authorization", "xxBearer  =a.b.c;"], ["a.b.c;"]],
    [["Authorization", "bearer a.b.c"], []],
    [["Authorization", "Basic abc"], []],
    [["Authorization", "Bearer ="], ["Bearer ="]],
    [["Authorization", "Basic x", "Authorization", "Bearer a.b.c"], ["a.b.c"]],
    [["Authorization", "", "Authorization", "Bearer a.b.c"], ["a.b.c"]],
    [["Authorization", "Bearer a", "Authorization", "Bearer b"], ["a,Bearer b"]],
    [["X-Goog-Iap-Jwt-Assertion", ""], [""]],
    [
      ["X-Goog-Iap-Jwt-Assertion", "a", "X-Goog-Iap-Jwt-Assertion", "b"],
      ["b", "a"],
    ],
  ])("%j holds %j", (raw, expected) => {
    expect(find(google, raw)).toEqual(expected);
  });

  it.each([
    ["?access_token=a", ["a"]],
    ["?access_token", [""]],
    ["?x=1&access_token=a&access_token=b", ["a"]],
    ["?access_token=a%2Eb%zz", ["a.b%zz"]],
    ["?access_token=a+b", ["a+b"]],
    ["?Access_token=a", []],
    ["?x=1;access_token=a", []],
  ])("%j holds %j", (query, expected) => {
    expect(find(google, [], query)).toEqual(expected);
  });

  it("verifies the query first, then headers from the end of the alphabet", () => {
    const raw = ["Authorization", "Bearer header", "X-Goog-Iap-Jwt-Assertion", "iap"];
    expect(find(google, raw, "?access_token=query")).toEqual(["query", "iap", "header"]);
    expect(find(signedKey, ["Authorization", "Bearer second", "X-Api-Key", "first"])).toEqual(["first", "second"]);
  });
});
