import { expect } from "vitest";
import { scenario } from "../scenario.ts";

const INVOKER = "gcp:cloudrunv2/serviceIamMember:ServiceIamMember";
const API_KEY = "gcp:projects/apiKey:ApiKey";
const GATEWAY = "gcp:apigateway/gateway:Gateway";

scenario("refresh shows a binding that was removed behind our back, and up puts it back", async (stack) => {
  await stack.tamper((object) => (object.type === INVOKER ? undefined : object));
  const shown = await stack.refresh();
  expect(shown.operations.map(({ op, type }) => `${op} ${type}`)).toEqual([`delete ${INVOKER}`]);
  const repaired = await stack.up();
  expect(repaired.errors).toEqual([]);
  expect(repaired.operations.map(({ op, type }) => `${op} ${type}`)).toEqual([`create ${INVOKER}`]);
  expect(await stack.objects(INVOKER)).toHaveLength(1);
});

scenario(
  "refresh shows a key that was deleted behind our back, and up makes a new one under another name",
  async (stack) => {
    const [lost] = await stack.objects(API_KEY);
    await stack.tamper((object) => (object.type === API_KEY ? undefined : object));
    const shown = await stack.refresh();
    expect(shown.operations.map(({ op, name }) => `${op} ${name}`)).toEqual(["delete key-acme-k1"]);
    const repaired = await stack.up();
    expect(repaired.errors).toEqual([]);
    expect(repaired.operations.map(({ op, name }) => `${op} ${name}`)).toEqual(["create key-acme-k1"]);
    const [made] = await stack.objects(API_KEY);
    expect(made?.id).not.toBe(lost?.id);
  },
);

scenario("refresh shows a gateway that was moved to another config, and up moves it back", async (stack) => {
  const gateways = await stack.objects(GATEWAY);
  const [main, second] = ["main-gateway", "second-gateway"].map((name) =>
    gateways.find((found) => found.name === name),
  );
  const wrong = second?.inputs.apiConfig ?? "";
  await stack.tamper((object) =>
    object.id === main?.id ? { ...object, inputs: { ...object.inputs, apiConfig: wrong } } : object,
  );
  const shown = await stack.refresh();
  expect(shown.operations.map(({ op, name, changed }) => ({ op, name, changed }))).toEqual([
    { op: "update", name: "main-gateway", changed: ["apiConfig"] },
  ]);
  const repaired = await stack.up();
  expect(repaired.errors).toEqual([]);
  expect(repaired.operations.map(({ op, name }) => `${op} ${name}`)).toEqual(["update main-gateway"]);
  const after = (await stack.objects(GATEWAY)).find(({ id }) => id === main?.id);
  expect(after?.inputs.apiConfig).toBe(main?.inputs.apiConfig);
  expect(after?.outputs.defaultHostname).toBe(main?.outputs.defaultHostname);
});
