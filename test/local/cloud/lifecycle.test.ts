import fc from "fast-check";
import { expect, it } from "vitest";
import { type CloudState, everything } from "../../../local/cloud/state.ts";
import { document, makeStack, Registrar } from "./registrar.ts";

const KEY = "gcp:projects/apiKey:ApiKey";
const API_CONFIG = "gcp:apigateway/apiConfig:ApiConfig";
const GATEWAY = "gcp:apigateway/gateway:Gateway";

/** One deployment: which keys there are, with which display name, and which document the door serves. */
const deployment = fc.record({
  keys: fc.dictionary(fc.constantFrom("acme-1", "acme-2", "globex-1", "initech-1"), fc.constantFrom("a", "b"), {
    noNullPrototype: true,
  }),
  document: fc.constantFrom("{}", '{"a":1}', '{"a":2}').map((more) => JSON.stringify({ swagger: "2.0", more })),
  retired: fc.boolean(),
});
type Deployment = typeof deployment extends fc.Arbitrary<infer T> ? T : never;

async function deploy(
  state: CloudState | undefined,
  { keys, document: text, retired }: Deployment,
): Promise<CloudState> {
  const registrar = await new Registrar(state).begin();
  if (!retired) {
    await registrar.make("gcp:apigateway/api:Api", "main", { apiId: "orders" });
    const inputs = { api: "orders", apiConfigIdPrefix: "main-", openapiDocuments: [document(text)] };
    const config = await registrar.make(API_CONFIG, "main", inputs);
    await registrar.make(GATEWAY, "main", { gatewayId: "orders", apiConfig: config.id });
  }
  for (const [name, displayName] of Object.entries(keys)) await registrar.make(KEY, name, { displayName });
  return registrar.end();
}

const stringsOf = (state: CloudState) =>
  new Map(
    Object.entries(state.objects).flatMap(([urn, { type, outputs }]) =>
      type === KEY ? [[urn, outputs.keyString]] : [],
    ),
  );

it("whatever was deployed before, the cloud holds exactly what was asked for last", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deployment, { minLength: 1, maxLength: 6 }), async (deployments) => {
      let state: CloudState | undefined;
      for (const wanted of deployments) {
        const before = state === undefined ? new Map() : stringsOf(state);
        state = await deploy(state, wanted);
        const after = stringsOf(state);
        expect(after.size).toBe(Object.keys(wanted.keys).length);
        for (const [urn, keyString] of after) expect(before.get(urn) ?? keyString).toBe(keyString);

        const ids = everything(state).map(({ type, id }) => `${type} ${id}`);
        expect(new Set(ids).size).toBe(ids.length);
        expect(state.replaced).toEqual([]);
        const configs = everything(state).filter(({ type }) => type === API_CONFIG);
        const gateways = everything(state).filter(({ type }) => type === GATEWAY);
        expect([configs.length, gateways.length]).toEqual(wanted.retired ? [0, 0] : [1, 1]);
        expect(gateways[0]?.outputs.apiConfig).toBe(configs[0]?.id);
      }
    }),
    { numRuns: 40 },
  );
});

it("the same deployment twice changes nothing", async () => {
  await fc.assert(
    fc.asyncProperty(deployment, async (wanted) => {
      const once = await deploy(undefined, wanted);
      expect(await deploy(once, wanted)).toEqual(once);
    }),
    { numRuns: 25 },
  );
});

it("a deployment that breaks off anywhere is healed by the next", async () => {
  const whole = new Registrar();
  const made = Object.keys(await makeStack(whole));
  for (let breakAt = 0; breakAt < made.length + 6; breakAt += 1) {
    const broken = new Registrar(whole.cloud.state());
    let count = 0;
    const make = broken.make.bind(broken);
    broken.make = (...args) => (count++ >= breakAt ? Promise.reject(new Error("broken off")) : make(...args));
    await makeStack(broken, '{"swagger":"2.0","changed":true}').catch(() => undefined);
    const healed = new Registrar(broken.cloud.state());
    const after = await makeStack(healed, '{"swagger":"2.0","changed":true}');
    expect(Object.keys(after)).toEqual(made);
    expect(healed.cloud.state().replaced).toEqual([]);
    expect(Object.keys(healed.cloud.state().objects)).toHaveLength(Object.keys(whole.cloud.state().objects).length);
  }
});
