import { describe, expect, it } from "vitest";
import { compareConsumers } from "../../../credentials/compare/compare-consumers.ts";
import type { Consumer, TokenGeneration } from "../../../credentials/consumer.ts";

const today = "2027-01-31";
const day = 86_400;

function consumer(name: string, more: Partial<Consumer> = {}): Consumer {
  return { name, formerly: [], maxLifetimeSeconds: 90 * day, keys: [], tokens: [], ...more };
}
const kid = (id: string, more: Partial<TokenGeneration> = {}): TokenGeneration => ({
  kid: id,
  signingKey: "one",
  state: "active",
  ...more,
});
const key = (id: string, ...allowedIps: string[]) => ({ id, allowedIps });
const codes = (before: Consumer[], after: Consumer[]) =>
  compareConsumers(before, after, today).map(({ code, consumer: name, id, declared }) =>
    [code, name, id, declared && "declared"].filter(Boolean).join(" "),
  );

const acme = consumer("acme", { keys: [key("k1")] });
const globex = consumer("globex", { tokens: [kid("a"), kid("b", { state: "standby" })] });
const withTokens = (...tokens: TokenGeneration[]) => consumer("globex", { tokens });

describe("who gains, keeps or loses which credential", () => {
  it.each<[string, Consumer[], Consumer[], string[]]>([
    ["nothing changes", [acme, globex], [globex, acme], []],
    ["a consumer is new", [], [acme], ["consumer_added acme", "credential_added acme k1"]],
    ["a consumer goes with everything", [acme], [], ["consumer_removed acme"]],
    [
      "a consumer goes that held nothing any more",
      [withTokens(kid("a", { state: "revoked" }))],
      [],
      ["consumer_retired globex"],
    ],
    [
      "a consumer goes and a kid of it stays with another",
      [globex],
      [consumer("hooli", { tokens: [kid("a")] })],
      ["credential_moved hooli a", "credential_ended globex b", "consumer_added hooli"],
    ],
    [
      "a consumer is renamed and says so",
      [acme],
      [consumer("roadrunner", { formerly: ["acme"], keys: [key("k1")] })],
      ["consumer_renamed roadrunner"],
    ],
    [
      "a consumer is renamed and does not say so",
      [acme],
      [consumer("roadrunner", { keys: [key("k1")] })],
      ["consumer_removed acme", "consumer_added roadrunner", "credential_added roadrunner k1"],
    ],
    ["a cap changes", [acme], [{ ...acme, maxLifetimeSeconds: day }], ["lifetime_changed acme"]],
    [
      "a key is replaced",
      [acme],
      [consumer("acme", { keys: [key("k2")] })],
      ["credential_lost acme k1", "credential_added acme k2"],
    ],
    [
      "a key works from one range only",
      [acme],
      [consumer("acme", { keys: [key("k1", "203.0.113.0/24")] })],
      ["key_restricted acme k1"],
    ],
    [
      "a key works from everywhere again",
      [consumer("acme", { keys: [key("k1", "203.0.113.0/24")] })],
      [acme],
      ["key_unrestricted acme k1"],
    ],
    [
      "a key's ranges move",
      [consumer("acme", { keys: [key("k1", "203.0.113.0/24")] })],
      [consumer("acme", { keys: [key("k1", "198.51.100.0/24")] })],
      ["key_unrestricted acme k1", "key_restricted acme k1"],
    ],
  ])("when %s", (_, before, after, expected) => expect(codes(before, after)).toEqual(expected));
});

describe("a generation of tokens", () => {
  it.each<[string, TokenGeneration[], TokenGeneration[], string[]]>([
    ["begins", [], [kid("a")], ["credential_added globex a"]],
    ["comes already revoked", [], [kid("a", { state: "revoked" })], []],
    ["is signed under for the first time", [kid("a", { state: "standby" })], [kid("a")], ["state_changed globex a"]],
    [
      "is given up",
      [kid("a")],
      [kid("a", { state: "retiring", until: "2027-06-30" })],
      ["state_changed globex a", "until_changed globex a"],
    ],
    [
      "ends on another day",
      [kid("a", { until: "2027-06-30" })],
      [kid("a", { until: "2027-05-31" })],
      ["until_changed globex a"],
    ],
    [
      "is revoked, which says by itself that it is meant",
      [kid("a")],
      [kid("a", { state: "revoked" })],
      ["credential_lost globex a declared"],
    ],
    ["is deleted while its tokens work", [kid("a")], [], ["credential_lost globex a"]],
    [
      "is deleted while its last tokens work",
      [kid("a", { state: "retiring", until: "2027-02-01" })],
      [],
      ["credential_lost globex a"],
    ],
    [
      "is deleted after its last day",
      [kid("a", { state: "retiring", until: today })],
      [],
      ["credential_ended globex a"],
    ],
    [
      "is revoked after its last day",
      [kid("a", { state: "retiring", until: today })],
      [kid("a", { state: "revoked" })],
      ["state_changed globex a"],
    ],
    ["is deleted before anything was signed", [kid("a", { state: "standby" })], [], ["credential_ended globex a"]],
    ["is deleted after it was revoked", [kid("a", { state: "revoked" })], [], []],
    ["is revived", [kid("a", { state: "revoked" })], [kid("a")], ["credential_revived globex a"]],
    ["is bound to another signing key", [kid("a")], [kid("a", { signingKey: "two" })], ["credential_lost globex a"]],
    [
      "is bound to another signing key before anything was signed",
      [kid("a", { state: "standby" })],
      [kid("a", { state: "standby", signingKey: "two" })],
      [],
    ],
  ])("%s", (_, before, after, expected) => {
    const beside = consumer("globex", { keys: [key("k")] });
    expect(codes([{ ...beside, tokens: before }], [{ ...beside, tokens: after }])).toEqual(expected);
  });
});

describe("the place of a change", () => {
  it("is in the new configuration, or in the old one for what is gone", () => {
    const found = compareConsumers(
      [acme, globex],
      [
        withTokens(kid("x"), kid("b", { state: "standby" })),
        consumer("acme", { keys: [key("k0"), key("k1", "203.0.113.7")] }),
      ],
      today,
    );
    expect(found.map(({ side, setting }) => `${side} ${setting}`)).toEqual([
      "after latchkey:consumers.acme.keys[1].allowedIps",
      "before latchkey:consumers.globex.tokens[0]",
      "after latchkey:consumers.globex.tokens[0]",
      "after latchkey:consumers.acme.keys[0]",
    ]);
  });
});

it("says in words what happens", () => {
  const said = (before: Consumer[], after: Consumer[]) =>
    compareConsumers(before, after, today).map(({ what }) => what);
  const at = (...ranges: string[]) => [consumer("acme", { keys: [key("k1", ...ranges)] })];
  expect(said([acme], at("203.0.113.7"))).toEqual(["its API key k1 works no longer but from 203.0.113.7"]);
  expect(said(at("203.0.113.7"), [acme])).toEqual(["its API key k1 works from everywhere now"]);
  expect(said(at("203.0.113.7"), at("203.0.113.0/24", "2001:db8::/32"))).toEqual([
    "its API key k1 works from 203.0.113.0/24, 2001:db8::/32 now",
  ]);
  expect(said([acme], [{ ...acme, maxLifetimeSeconds: day }])).toEqual([
    "its tokens may live 1d at most, and might 90d; tokens signed before are as they are",
  ]);
});
