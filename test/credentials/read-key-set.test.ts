import { describe, expect, it } from "vitest";
import { buildKeySet } from "../../credentials/key-set.ts";
import { readKeySet } from "../../credentials/read-key-set.ts";
import { SENTINEL_KID } from "../../credentials/sentinel.ts";
import { makeSigningKey } from "./signing-key.ts";

describe("readKeySet", () => {
  it("finds every kid that buildKeySet wrote", () => {
    const { publicKeyPem, algorithm } = makeSigningKey("ES256");
    const set = readKeySet(buildKeySet(["one", "two"].map((kid) => ({ kid, publicKeyPem, algorithm }))));
    expect([...set.keys()]).toEqual(["one", "two", SENTINEL_KID]);
  });

  it("keeps both entries of a kid that stands twice, and leaves out those without a kid", () => {
    const set = readKeySet(
      '{"keys":[{"kty":"EC","kid":"a"},{"kty":"RSA","kid":"a"},{"kty":"RSA"},{"kty":"RSA","kid":7}]}',
    );
    expect([...set].map(([kid, keys]) => [kid, keys.length])).toEqual([["a", 2]]);
  });

  it.each([
    ["nothing", ""],
    ["a page of a proxy", "<html></html>"],
    ["a list", "[]"],
    ["no keys", "{}"],
    ["keys as a map", '{"keys":{}}'],
    ["an entry that is no key", '{"keys":[null]}'],
    ["an entry without a type", '{"keys":[{"kid":"a"}]}'],
    ["keys twice", '{"keys":[],"keys":[]}'],
  ])("refuses %s", (_, text) => {
    expect(() => readKeySet(text)).toThrow(expect.objectContaining({ code: "key_set_unreadable" }));
  });
});
