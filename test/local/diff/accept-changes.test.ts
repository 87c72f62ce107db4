import { describe, expect, test } from "vitest";
import { devConfig } from "../../fixtures/project.ts";
import { compare, key, names, own, type Side, usual } from "./stacks.ts";

const accepting = (entries: Readonly<Record<string, string>>, more: Side = {}): Side => ({
  ...more,
  config: { ...more.config, "latchkey:acceptedChanges": entries },
});
const weaker: Side = { routes: { ...usual, "GET /keys": [own, key] } };
const stricter: Side = { routes: { ...usual, "GET /either": [key] } };
const entry = { "policy_weaker GET /keys": "partners hold tokens" };

describe("a grave change passes", () => {
  test("when the same change names it and gives a reason", () => {
    const { changes, idle } = compare({}, accepting(entry, weaker));
    expect(changes[0]).toMatchObject({
      code: "policy_weaker",
      accepted: { by: "latchkey:acceptedChanges", reason: "partners hold tokens" },
    });
    expect(idle).toEqual([]);
  });

  test("when an earlier change named it, and this one gives a reason of its own", () => {
    const again = { "policy_weaker GET /keys": "another partner, too" };
    expect(names(accepting(entry), accepting(again, weaker))[0]).toBe("(policy_weaker GET /keys)");
  });

  test.each([
    ["every method of a path", "policy_weaker * /keys", weaker],
    ["every change of a kind", "access_lost *", stricter],
  ])("when it is one of %s", (_, name, after) => {
    expect(compare({}, accepting({ [name]: "meant" }, after)).changes[0]?.accepted).toBeDefined();
  });

  test("without a word where the configuration says it by itself", () => {
    const { globex } = devConfig["latchkey:consumers"];
    const revoked = { tokens: globex.tokens.map((generation) => ({ ...generation, state: "revoked" })) };
    const consumers = { ...devConfig["latchkey:consumers"], globex: revoked };
    expect(names({}, { config: { "latchkey:consumers": consumers } })[0]).toBe(
      "(credential_lost globex Vq3mXb8sTtyR0kWnPzE5LA)",
    );
  });
});

describe("a grave change does not pass", () => {
  test.each<[string, Record<string, string>]>([
    ["another operation is named", { "policy_weaker GET /tokens": "meant" }],
    ["another method is named", { "policy_weaker POST /keys": "meant" }],
    ["another kind of change is named", { "access_lost GET /keys": "meant" }],
    ["another path is named for every method", { "policy_weaker * /tokens": "meant" }],
    ["everything that gets weaker is to pass", { "policy_weaker *": "meant" }],
    ["the name only begins alike", { "policy_weaker GET /keys/": "meant" }],
  ])("when %s", (_, entries) => {
    const { changes, idle } = compare({}, accepting(entries, weaker));
    expect(changes[0]).toMatchObject({ code: "policy_weaker" });
    expect(changes[0]?.accepted).toBeUndefined();
    expect(idle).toEqual([{ entry: Object.keys(entries)[0], why: "names no grave change" }]);
  });

  test("when the entry that names it lies around from an earlier change", () => {
    const { changes, idle } = compare(accepting(entry), accepting(entry, weaker));
    expect(changes[0]?.accepted).toBeUndefined();
    expect(idle).toEqual([
      { entry: "policy_weaker GET /keys", why: "was written by an earlier change and counts no longer" },
    ]);
  });

  test("when an operation that was public before takes over", () => {
    const open = { "GET /{rest=**}": [] };
    const [before, after] = [
      { ...usual, ...open },
      { "GET /tokens": [own], "GET /either": [key, own], ...open },
    ];
    expect(names({ routes: before }, { routes: after })[0]).toBe("policy_weaker GET /{rest=**}");
  });
});
