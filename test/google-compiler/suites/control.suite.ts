import { describe, expect, it } from "vitest";
import { compileDocument } from "../../../openapi/google/compile-document.ts";
import { compileText, described } from "../../openapi/settings.ts";
import { expectAgreement } from "../agree.ts";
import { startJudges } from "../judges.ts";
import { outcomeOfGoogle, outcomeOfOurs } from "../outcome.ts";
import { twinOf } from "../twin.ts";

const judges = startJudges();
const text = described(
  {
    "/orders/{orderId}": {
      get: { operationId: "read", security: [{ key: [], own: [] }], "x-google-quota": { metricCosts: { reads: 2 } } },
      delete: { operationId: "remove", security: [{ own: [] }, { partner: [] }] },
    },
  },
  {
    "x-google-api-management": {
      metrics: { reads: {} },
      quota: { limits: { l: { metric: "reads", values: 600 } } },
    },
  },
);
const { documents } = compileText(text);
const document = documents.main ?? "";
const twin = twinOf(document);

/** Ways in which an emulation could be wrong, as a change of the document only it sees. */
const wrong: [string, (text: string) => string][] = [
  ["the key forgotten", (seen) => seen.replace('"key":[],', "")],
  ["one token less", (seen) => seen.replace(',{"partner":[]}', "")],
  [
    "one token more",
    (seen) =>
      seen.replace('"security":[{"key":[],"own":[]}]', '"security":[{"key":[],"own":[]},{"key":[],"partner":[]}]'),
  ],
  ["another issuer", (seen) => seen.replace('https://partner.example/"', 'https://evil.example/"')],
  ["another key set", (seen) => seen.replace("https://partner.example/jwks.json", "https://evil.example/jwks.json")],
  ["another audience", (seen) => seen.replace('"x-google-audiences":"orders-api"', '"x-google-audiences":"other"')],
  ["another method", (seen) => seen.replace('"delete":', '"put":')],
  ["another path", (seen) => seen.replace("/orders/", "/order/")],
  ["another selector", (seen) => seen.replace('"remove"', '"removed"')],
  ["another cost", (seen) => seen.replace('"reads":2', '"reads":3')],
  ["another limit", (seen) => seen.replace("600", "601")],
];

describe("the comparison", () => {
  it("finds nothing where nothing is wrong", async () => {
    await expectAgreement(judges, document);
  });

  it.each(wrong)("would notice %s", async (_, change) => {
    const changed = change(twin);
    expect(changed).not.toBe(twin);
    const { config } = await judges.judge(twin);
    if (!config) throw new Error("Google's compiler refused the document");
    expect(outcomeOfOurs(compileDocument(changed))).not.toEqual(outcomeOfGoogle(config));
  });

  it("would notice a document Google's compiler refuses", async () => {
    const refused = document.replace('"operationId": "remove"', '"operationId": "read"');
    await expect(expectAgreement(judges, refused)).rejects.toThrow("duplicate entry");
  });

  it("needs the twin: without it the old compiler opens what a key in a header protects", async () => {
    const [{ config: own }, { config: judged }] = await Promise.all([judges.judge(document), judges.judge(twin)]);
    if (!own || !judged) throw new Error("Google's compiler refused the document");
    expect(outcomeOfGoogle(own).methods["1._.Read"]?.allowUnregisteredCalls).toBe(true);
    expect(outcomeOfGoogle(judged).methods["1._.Read"]?.allowUnregisteredCalls).toBe(false);
  });

  it("names selectors after the host that API Gateway fills in", async () => {
    const host = "orders-main-0a.apigateway.acme.cloud.goog";
    const { config } = await judges.judge(JSON.stringify({ ...JSON.parse(twin), host }), host);
    if (!config) throw new Error("Google's compiler refused the document");
    expect(outcomeOfOurs(compileDocument(twin, host))).toEqual(outcomeOfGoogle(config));
  });
});
