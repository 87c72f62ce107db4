import { expect } from "vitest";
import { foresee } from "../../../local/foresee/foresee.ts";
import { withProtection } from "../../../local/pulumi/with-protection.ts";
import type { StackOutputs } from "../../../local/stack-outputs.ts";
import { devConfig } from "../../fixtures/project.ts";
import { scenario } from "../scenario.ts";

const { acme } = devConfig["latchkey:consumers"];
const oneDoor = { "latchkey:description": "openapi/examples/crud.yaml", "latchkey:doors": ["main"] };

for (const { what, change } of [
  { what: "region", change: { "gcp:region": "us-central1" } },
  { what: "name", change: { "latchkey:name": "orders" } },
  { what: "door dropped at once", change: oneDoor },
  { what: "signing key", change: { "latchkey:signingKeys": ["two"], "latchkey:consumers": { acme } } },
]) {
  scenario(`what Pulumi refuses of a changed ${what} is foreseen, down to the resource`, async (stack) => {
    const state = withProtection(await stack.cloud(), await stack.resources());
    const outputs = (await stack.outputs()) as unknown as StackOutputs;
    await stack.configure({ ...devConfig, ...change });
    const foreseen = await foresee({ state, outputs }, { root: stack.places.root, stack: "dev", verbose: false });
    const refused = await stack.preview();
    expect(refused.ok).toBe(false);
    // Pulumi stops at what it meets first; we tell of everything.
    const named = [...refused.text.matchAll(/resource "?(urn:pulumi:[^\s"]+)"?/g)].map(([, urn]) => urn);
    expect(named.length).toBeGreaterThan(0);
    expect(foreseen.map(({ urn }) => urn)).toEqual(expect.arrayContaining([...new Set(named)]));
  });
}
