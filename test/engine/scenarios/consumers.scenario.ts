import { expect } from "vitest";
import { devConfig } from "../../fixtures/project.ts";
import { scenario } from "../scenario.ts";
import { underLoad } from "../under-load.ts";

const consumers = devConfig["latchkey:consumers"];
const withConsumers = (changed: Readonly<Record<string, unknown>>) => ({ ...devConfig, "latchkey:consumers": changed });
const steps = (run: { readonly operations: readonly { readonly op: string; readonly name: string }[] }) =>
  run.operations.map(({ op, name }) => `${op} ${name}`).sort();

scenario("a consumer with a key added, renamed and removed touches only its own key", async (stack) => {
  const key = { keys: [{ id: "k1" }] };
  await underLoad(stack, async (load) => {
    await stack.configure(withConsumers({ ...consumers, initech: key }));
    expect(steps(await stack.up())).toEqual(["create key-initech-k1"]);
    const given = (await stack.outputs()).apiKeys as Record<string, Record<string, string>>;
    await load.callMore();

    await stack.configure(withConsumers({ ...consumers, initrode: { ...key, formerly: ["initech"] } }));
    const renamed = await stack.up();
    expect(renamed.errors).toEqual([]);
    expect(steps(renamed)).toEqual(["update key-initrode-k1"]);
    const kept = (await stack.outputs()).apiKeys as Record<string, Record<string, string>>;
    expect(kept.initrode).toEqual(given.initech);

    load.dismiss(({ consumer }) => consumer === "initech");
    await stack.configure(withConsumers(consumers));
    expect(steps(await stack.up())).toEqual(["delete key-initrode-k1"]);
    expect(await stack.objects("gcp:projects/apiKey:ApiKey")).toHaveLength(1);
  });
});

scenario("a second key generation comes beside the first, and the first goes once nobody uses it", async (stack) => {
  await underLoad(stack, async (load) => {
    await stack.configure(withConsumers({ ...consumers, acme: { keys: [{ id: "k1" }, { id: "k2" }] } }));
    expect(steps(await stack.up())).toEqual(["create key-acme-k2"]);
    await load.callMore();

    load.dismiss(({ what }) => what.startsWith("API key k1 "));
    await stack.configure(withConsumers({ ...consumers, acme: { keys: [{ id: "k2" }] } }));
    expect(steps(await stack.up())).toEqual(["delete key-acme-k1"]);
  });
});

scenario("a consumer with a token only changes the key set", async (stack) => {
  const token = { tokens: [{ kid: "AAAAAAAAAAAAAAAAAAAAAA", signingKey: "one", state: "active" }] };
  await underLoad(stack, async (load) => {
    await stack.configure(withConsumers({ ...consumers, initech: token }));
    const added = await stack.up();
    expect(added.errors).toEqual([]);
    expect(steps(added)).toEqual(["update issuer-key-set-jwks"]);
    await load.callMore();
  });
});

scenario("a revoked kid leaves the key set and rolls both configs", async (stack) => {
  const [active, standby] = consumers.globex.tokens;
  const revoked = {
    tokens: [
      { ...active, state: "revoked" },
      { ...standby, state: "active" },
    ],
  };
  await stack.configure(withConsumers({ ...consumers, globex: revoked }));
  const run = await stack.up();
  expect(run.errors).toEqual([]);
  const done = steps(run).filter((step) => !step.startsWith("replace "));
  expect(done).toEqual([
    "create-replacement main-config",
    "create-replacement second-config",
    "delete-replaced main-config",
    "delete-replaced second-config",
    "update issuer-key-set-jwks",
    "update main-gateway",
    "update second-gateway",
  ]);
  expect(String((await stack.outputs()).keySet)).not.toContain(active?.kid);
});

scenario(
  "a signing key comes beside the old one, and the old one is disabled once its kids are revoked",
  async (stack) => {
    const [active, standby] = consumers.globex.tokens;
    const keys = { "latchkey:signingKeys": ["one", "two"] };
    const fresh = { kid: "BBBBBBBBBBBBBBBBBBBBBB", signingKey: "two", state: "standby" };
    await stack.configure({
      ...withConsumers({ ...consumers, globex: { tokens: [active, standby, fresh] } }),
      ...keys,
    });
    const added = await stack.up();
    expect(added.errors).toEqual([]);
    expect(steps(added)).toEqual(["create issuer-signing-two", "update issuer-key-set-jwks"]);

    const retired = [
      { ...active, state: "revoked" },
      { ...standby, state: "revoked" },
      { ...fresh, state: "active" },
    ];
    await stack.configure({ ...withConsumers({ ...consumers, globex: { tokens: retired } }), ...keys });
    const moved = await stack.up();
    expect(moved.errors).toEqual([]);
    expect(steps(moved)).toContain("update issuer-signing-one");
    expect(moved.operations.filter(({ op, name }) => op.startsWith("delete") && !name.endsWith("-config"))).toEqual([]);
    const versions = await stack.objects("gcp:kms/cryptoKeyVersion:CryptoKeyVersion");
    expect(versions.map(({ outputs }) => outputs.state).sort()).toEqual(["DISABLED", "ENABLED"]);
  },
);

scenario("a signing key whose name is taken out is refused by protection, and nothing is lost", async (stack) => {
  const two = { ...devConfig, "latchkey:signingKeys": ["one", "two"] };
  await stack.configure(two);
  expect((await stack.up()).errors).toEqual([]);
  const [before, cloud] = [await stack.outputs(), await stack.cloud()];

  await stack.configure(devConfig);
  await underLoad(stack, async () => {
    // The second as a deployment does that skips its preview.
    for (const refused of [await stack.previewAndUp(), await stack.up()]) {
      expect(refused.ok).toBe(false);
      expect(refused.text).toMatch(/CryptoKeyVersion::issuer-signing-two" cannot be deleted\s+because it is protected/);
    }
    expect((await stack.cloud()).objects).toEqual(cloud.objects);
    await stack.configure(two);
    expect((await stack.up()).errors).toEqual([]);
  });
  expect(await stack.outputs()).toEqual(before);
});
