import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ConsumerContext, parseConsumers } from "../../credentials/consumers.ts";

const day = 86_400;
const context: ConsumerContext = {
  signingKeys: ["2025b", "2026a"],
  keyKind: "google",
  defaultMaxLifetimeSeconds: 90 * day,
};
const kid = "rT5cXyQ0b1N7zKpW3aVd9w";
const otherKid = "hB8uLm2sJx4FqGkE6nYc0o";
const active = { kid, signingKey: "2026a", state: "active" };

/** Every problem as `key: message`, for reading failures. */
function told(value: unknown, changed: Partial<ConsumerContext> = {}): string[] {
  return parseConsumers(value, { ...context, ...changed }).problems.map(({ key, message }) => `${key}: ${message}`);
}

describe("parseConsumers", () => {
  it("reads a consumer with everything set", () => {
    const { consumers, problems, warnings } = parseConsumers(
      {
        acme: {
          formerly: ["acme-old"],
          maxLifetime: "180d",
          keys: [{ id: "k1", allowedIps: ["203.0.113.0/24"] }, { id: "k2" }],
          tokens: [active, { kid: otherKid, signingKey: "2025b", state: "retiring", until: "2027-01-31" }],
        },
      },
      context,
    );
    expect({ problems, warnings }).toEqual({ problems: [], warnings: [] });
    expect(consumers).toEqual([
      {
        name: "acme",
        formerly: ["acme-old"],
        maxLifetimeSeconds: 180 * day,
        keys: [
          { id: "k1", allowedIps: ["203.0.113.0/24"] },
          { id: "k2", allowedIps: [] },
        ],
        tokens: [active, { kid: otherKid, signingKey: "2025b", state: "retiring", until: "2027-01-31" }],
      },
    ]);
  });

  it("gives a bare consumer the default cap and no credentials", () => {
    const { consumers, problems } = parseConsumers({ acme: null, globex: {} }, context);
    const bare = { formerly: [], maxLifetimeSeconds: 90 * day, keys: [], tokens: [] };
    expect(problems).toEqual([]);
    expect(consumers).toEqual([
      { name: "acme", ...bare },
      { name: "globex", ...bare },
    ]);
  });

  it.each([[undefined], [null], [{}]])("reads %j as no consumers", (value) => {
    expect(parseConsumers(value, context)).toEqual({ consumers: [], problems: [], warnings: [] });
  });

  it("keeps the order of the configuration", () => {
    const { consumers } = parseConsumers({ zeta: {}, alpha: {}, mid: {} }, context);
    expect(consumers.map((consumer) => consumer.name)).toEqual(["zeta", "alpha", "mid"]);
  });

  it("reads a signing key whose name YAML took for a number", () => {
    const { consumers, problems } = parseConsumers(
      { acme: { tokens: [{ ...active, signingKey: 2026 }] } },
      { ...context, signingKeys: ["2026"] },
    );
    expect(problems).toEqual([]);
    expect(consumers[0]?.tokens[0]?.signingKey).toBe("2026");
  });

  it("reads a day as the Pulumi CLI hands it over", () => {
    const tokens = [{ ...active, state: "retiring", until: "2027-01-31 00:00:00 +0000 UTC" }];
    expect(parseConsumers({ acme: { tokens } }, context).consumers[0]?.tokens[0]?.until).toBe("2027-01-31");
  });

  it("reports every problem at once, each with its full path", () => {
    const value = {
      "../x": {},
      acme: { maxLife: "3d", keys: [{ id: "K 1" }], tokens: [{ kid: "short", signingKey: "2026x", state: "actve" }] },
    };
    expect(told(value)).toEqual([
      "latchkey:consumers.../x: is not a consumer's name",
      "latchkey:consumers.acme.maxLife: is not a setting",
      "latchkey:consumers.acme.keys[0].id: does not name a key generation",
      "latchkey:consumers.acme.tokens[0].kid: is not a kid",
      "latchkey:consumers.acme.tokens[0].signingKey: is not under latchkey:signingKeys; did you mean 2026a?",
      "latchkey:consumers.acme.tokens[0].state: is not a state; did you mean active?",
    ]);
  });

  it.each(["../x", "", "-acme", "a..b", "acme.", "a/b", "acme corp", "ünal", "__proto__", "a".repeat(64), "a\nb"])(
    "refuses a consumer called %j",
    (name) => {
      expect(told(JSON.parse(`{${JSON.stringify(name)}: {}}`))).toEqual([
        expect.stringContaining("is not a consumer's name"),
      ]);
    },
  );

  it.each([
    ["a text", "acme", "latchkey:consumers: is not a map"],
    ["a list", [{ name: "acme" }], "latchkey:consumers: is not a map"],
    ["a text for a consumer", { acme: "yes" }, "latchkey:consumers.acme: is not a map"],
    ["keys as a map", { acme: { keys: { id: "k1" } } }, "latchkey:consumers.acme.keys: is not a list"],
    ["a text for a key", { acme: { keys: ["k1"] } }, "latchkey:consumers.acme.keys[0]: is not a map"],
    ["tokens as a text", { acme: { tokens: kid } }, "latchkey:consumers.acme.tokens: is not a list"],
    [
      "a number for a former name",
      { acme: { formerly: [{}] } },
      "latchkey:consumers.acme.formerly[0]: is not a consumer's name",
    ],
  ])("refuses %s where something else belongs", (_, value, problem) => {
    expect(told(value)).toContain(problem);
  });

  it.each([
    ["maxlifetime", "maxLifetime"],
    ["token", "tokens"],
    ["formally", "formerly"],
  ])("suggests the nearest setting for %s", (key, meant) => {
    expect(told({ acme: { [key]: [] } })).toEqual([
      `latchkey:consumers.acme.${key}: is not a setting; did you mean ${meant}?`,
    ]);
  });

  it.each(["0", "-1d", "1y", "forever", "367d", 90])("refuses a maxLifetime of %j", (maxLifetime) => {
    expect(told({ acme: { maxLifetime } })).toEqual([
      expect.stringMatching(/^latchkey:consumers\.acme\.maxLifetime: /),
    ]);
  });

  it.each([
    [{ id: "k1", allowedIps: ["203.0.113.5/24"] }, "allowedIps[0]: has address bits set beyond its prefix length"],
    [{ id: "k1", allowedIps: [7] }, "allowedIps[0]: is not an IP address or CIDR range"],
    [{ id: "k1", allowedIps: [] }, "allowedIps: lists no address, which Google reads as every address"],
    [{ allowedIps: ["203.0.113.7"] }, "id: does not name a key generation"],
  ])("refuses the key generation %j", (generation, problem) => {
    expect(told({ acme: { keys: [generation] } })).toEqual([`latchkey:consumers.acme.keys[0].${problem}`]);
  });

  it.each([
    ["a day that does not exist", { ...active, state: "retiring", until: "2027-02-30" }, "until: is not a day"],
    [
      "a day beside standby",
      { ...active, state: "standby", until: "2027-01-31" },
      "until: stands beside state standby",
    ],
    [
      "a day beside revoked",
      { ...active, state: "revoked", until: "2027-01-31" },
      "until: stands beside state revoked",
    ],
    ["no kid", { signingKey: "2026a", state: "active" }, "kid: is not a kid"],
    ["no state", { kid, signingKey: "2026a" }, "state: is not a state"],
    ["no signing key", { kid, state: "active" }, "signingKey: does not name a signing key"],
  ])("refuses a token generation with %s", (_, generation, problem) => {
    expect(told({ acme: { tokens: [generation] } })).toEqual([`latchkey:consumers.acme.tokens[0].${problem}`]);
  });

  it("refuses a kid that names its consumer, because everybody can read the key set", () => {
    const tokens = [{ ...active, kid: "acme-corp-2026-first-kid" }];
    expect(told({ "Acme.Corp": { tokens } })).toEqual([
      expect.stringContaining("names Acme.Corp, and everybody can read the key set"),
    ]);
  });

  it("refuses two names that become one in resource names", () => {
    expect(told({ "acme-corp": {}, "Acme.Corp": {} })).toEqual([
      "latchkey:consumers.acme-corp: becomes acme-corp in resource names, and so does Acme.Corp",
    ]);
  });

  it.each([
    [
      "another consumer's name",
      { acme: { formerly: ["globex"] }, globex: {} },
      "formerly[0]: is also a name of globex",
    ],
    ["its own name", { acme: { formerly: ["ACME"] } }, "formerly[0]: is already a name of this consumer"],
    ["one name twice", { acme: { formerly: ["old", "old"] } }, "formerly[1]: is already a name of this consumer"],
  ])("refuses formerly with %s", (_, value, problem) => {
    expect(told(value)).toEqual([expect.stringContaining(problem)]);
  });

  it("refuses a former name that two consumers claim", () => {
    expect(told({ acme: { formerly: ["old"] }, globex: { formerly: ["old"] } })).toEqual([
      "latchkey:consumers.globex.formerly[0]: is also a name of acme",
    ]);
  });

  it("refuses a kid used twice, a revoked one included, and the sentinel's", () => {
    const value = {
      acme: { tokens: [active, { ...active, state: "revoked" }] },
      globex: { tokens: [active] },
      initech: { tokens: [{ ...active, kid: "latchkey-sentinel" }] },
    };
    expect(told(value)).toEqual([
      "latchkey:consumers.acme.tokens: kid is already that of acme",
      "latchkey:consumers.globex.tokens: kid is already that of acme",
      "latchkey:consumers.initech.tokens: kid is already that of the key set's sentinel",
    ]);
  });

  it("refuses an id used twice by one consumer, and takes it from two", () => {
    expect(told({ acme: { keys: [{ id: "k1" }, { id: "k1" }] }, globex: { keys: [{ id: "k1" }] } })).toEqual([
      "latchkey:consumers.acme.keys[1]: has the id k1 a second time",
    ]);
  });

  it("refuses two active generations of one consumer", () => {
    expect(told({ acme: { tokens: [active, { ...active, kid: otherKid }] } })).toEqual([
      `latchkey:consumers.acme.tokens[1]: is active, and so is ${kid}`,
    ]);
  });

  it("refuses Google API keys on a stack whose keys are signed", () => {
    expect(told({ acme: { keys: [{ id: "k1" }] } }, { keyKind: "signed" })).toEqual([
      expect.stringContaining("latchkey:consumers.acme.keys: are Google API keys"),
    ]);
  });

  it.each([
    ["RS256", 1_000],
    ["ES256", 250],
  ] as const)("holds %s to %i published generations and warns from half", (signingAlgorithm, limit) => {
    const count = (published: number, revoked = 0) => {
      const states = [...Array<string>(published).fill("standby"), ...Array<string>(revoked).fill("revoked")];
      // Counted, not random: one of a thousand random ones happens to hold the consumer's name, which is refused.
      const tokens = states.map((state, index) => ({
        kid: String(index).padStart(20, "0"),
        signingKey: "2026a",
        state,
      }));
      const { problems, warnings } = parseConsumers({ acme: { tokens } }, { ...context, signingAlgorithm });
      return { problems: problems.length, warnings: warnings.length };
    };
    expect(count(limit / 2, 9)).toEqual({ problems: 0, warnings: 0 });
    expect(count(limit / 2 + 1)).toEqual({ problems: 0, warnings: 1 });
    expect(count(limit, 9)).toEqual({ problems: 0, warnings: 1 });
    expect(count(limit + 1)).toEqual({ problems: 1, warnings: 0 });
  });

  it("says so where a stack has tokens but no signing key", () => {
    const { problems } = parseConsumers({ acme: { tokens: [active] } }, { ...context, signingKeys: [] });
    expect(problems.map(({ allowed }) => allowed)).toEqual([
      "a name under latchkey:signingKeys, where there is none yet",
    ]);
  });

  it("never throws, and lets nothing through that breaks its own rules", () => {
    const generation = fc.record(
      {
        kid: fc.oneof(fc.constantFrom(kid, otherKid), fc.jsonValue({ maxDepth: 1 })),
        signingKey: fc.oneof(fc.constantFrom("2026a", "2025b"), fc.jsonValue({ maxDepth: 1 })),
        state: fc.oneof(fc.constantFrom("standby", "active", "retiring", "revoked"), fc.string()),
        until: fc.oneof(fc.constantFrom("2027-01-31", null), fc.jsonValue({ maxDepth: 1 })),
      },
      { requiredKeys: [] },
    );
    const consumer = fc.record(
      {
        maxLifetime: fc.oneof(fc.constantFrom("1d", "400d"), fc.jsonValue({ maxDepth: 1 })),
        tokens: fc.array(generation),
        keys: fc.jsonValue({ maxDepth: 3 }),
      },
      { requiredKeys: [] },
    );
    const names = fc.oneof(fc.constantFrom("acme", "Acme", "globex", "../x"), fc.string());
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.dictionary(names, fc.oneof(consumer, fc.jsonValue()))), (value) => {
        const { consumers, problems } = parseConsumers(value, context);
        if (problems.length > 0) return;
        const tokens = consumers.flatMap((each) => each.tokens);
        expect(new Set(tokens.map((token) => token.kid)).size).toBe(tokens.length);
        for (const each of consumers) {
          expect(each.maxLifetimeSeconds).toBeGreaterThan(0);
          expect(each.maxLifetimeSeconds).toBeLessThanOrEqual(366 * day);
          expect(each.tokens.filter((token) => token.state === "active").length).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it("shows what stands there in one short line", () => {
    const { problems } = parseConsumers({ acme: { maxLifetime: "x".repeat(500) }, "b\u0007b": {} }, context);
    for (const { seen } of problems) {
      expect(seen.length).toBeLessThanOrEqual(61);
      expect(seen).toMatch(/^[\x20-\x7e…]*$/);
    }
  });
});

describe("a signing key that a newer one replaces", () => {
  const old = { kid, signingKey: "2025b", state: "active" };
  const warned = (value: unknown) =>
    parseConsumers(value, context).warnings.map(({ seen, message }) => `${seen} ${message}`);

  it("is warned of while generations without an end go on signing with it", () => {
    expect(warned({ acme: { maxLifetime: "180d", tokens: [old] } })).toEqual([
      "acme sign with 2025b although 2026a is there: a token minted on any day keeps 2025b in use for up to 180d more",
    ]);
  });

  it("is warned of once, with the longest cap", () => {
    const [warning, ...more] = warned({
      acme: { tokens: [old] },
      globex: { maxLifetime: "200d", tokens: [{ ...old, kid: otherKid }] },
    });
    expect(warning).toMatch(/^acme and 1 more sign with 2025b .* up to 200d more$/);
    expect(more).toEqual([]);
  });

  it.each([
    ["with an end", { ...old, until: "2027-01-31" }],
    ["that retires", { ...old, state: "retiring" }],
    ["that is revoked", { ...old, state: "revoked" }],
    ["on the newest key", { ...old, signingKey: "2026a" }],
  ])("is no matter to a generation %s", (_, generation) => {
    expect(warned({ acme: { tokens: [generation] } })).toEqual([]);
  });
});
