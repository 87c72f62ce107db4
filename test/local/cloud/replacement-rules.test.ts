import { describe, expect, it } from "vitest";
import { changesBetween } from "../../../local/cloud/changes.ts";
import { PROVIDER } from "../../../local/cloud/provider.ts";
import { replaces, replacingInputs } from "../../../local/cloud/replacement.ts";
import { replacementRules } from "../../../local/cloud/replacement-rules.ts";
import type { ResourceType } from "../../../local/cloud/resource-type.ts";
import type { Json, Values } from "../../../local/cloud/state.ts";
import { types } from "../../../local/cloud/types.ts";
import { unknown } from "../../../local/cloud/unknown.ts";

const rules: Readonly<Record<string, readonly string[]>> = replacementRules;
const isGrant = (token: string) => /I(AM|am)Member$/.test(token);

/** Inputs in which nothing but what a rule names has a value. */
function inputsAt(rule: string, value: Json): Values {
  const [first = "", ...rest] = rule.split(".");
  const inner = rest.reduceRight<Json>((below, step) => (step === "*" ? [below] : { [step]: below }), value);
  return { [first]: inner };
}

function typeOf(token: string): ResourceType {
  const type = types[token];
  if (type === undefined) throw new Error(`no type ${token}`);
  return type;
}

describe("the table of types replaces by the rules", () => {
  it("every type but the provider and the grants has its row", () => {
    const wanted = Object.keys(types).filter((token) => token !== PROVIDER && !isGrant(token));
    expect(Object.keys(rules).sort()).toEqual(wanted.sort());
    for (const token of wanted) expect(typeOf(token).forceNew).toEqual(rules[token]);
  });

  it("every input of a grant replaces it", () => {
    for (const token of Object.keys(types).filter(isGrant)) {
      const { forceNew, required } = typeOf(token);
      expect(forceNew, token).toEqual(expect.arrayContaining([...required, "condition"]));
    }
  });

  const each = Object.entries(rules).flatMap(([token, row]) => row.map((rule) => ({ token, rule })));
  it.each(each)("$token: $rule", ({ token, rule }) => {
    const type = typeOf(token);
    expect(replacingInputs(type, inputsAt(rule, "a"), inputsAt(rule, "b"))).toHaveLength(1);
    expect(replacingInputs(type, inputsAt(rule, "a"), {})).toHaveLength(1);
    expect(replacingInputs(type, inputsAt(rule, "a"), inputsAt(rule, unknown))).toHaveLength(1);
    expect(replacingInputs(type, inputsAt(rule, "a"), inputsAt(rule, "a"))).toEqual([]);
  });
});

describe("a change replaces", () => {
  const cases: readonly [what: string, token: string, before: Values, after: Values, anew: boolean][] = [
    ["below a rule", "gcp:cloudrunv2/service:Service", { tags: { a: "1" } }, { tags: { a: "2" } }, true],
    [
      "beside a rule",
      "gcp:kms/cryptoKey:CryptoKey",
      { versionTemplate: { algorithm: "A" } },
      { versionTemplate: { algorithm: "B" } },
      false,
    ],
    [
      "above a rule, unknown",
      "gcp:apigateway/apiConfig:ApiConfig",
      { openapiDocuments: [] },
      { openapiDocuments: unknown },
      true,
    ],
    ["of a gateway's config", "gcp:apigateway/gateway:Gateway", { apiConfig: "a" }, { apiConfig: "b" }, false],
    [
      "of a gateway's config, unknown",
      "gcp:apigateway/gateway:Gateway",
      { apiConfig: "a" },
      { apiConfig: unknown },
      false,
    ],
    ["of labels", "gcp:apigateway/apiConfig:ApiConfig", { labels: { a: "1" } }, { labels: { a: "2" } }, false],
    ["of an object's content", "gcp:storage/bucketObject:BucketObject", { content: "a" }, { content: "b" }, false],
  ];
  it.each(cases)("%s: %s", (_, token, before, after, anew) => {
    const [change] = changesBetween(before, after);
    if (change === undefined) throw new Error("the case changes nothing");
    expect(replaces(typeOf(token), change)).toBe(anew);
  });
});
