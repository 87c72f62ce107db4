import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { devConfig } from "../../fixtures/project.ts";
import { installPack } from "../install-pack.ts";
import { fromNothing } from "../scenario.ts";

fromNothing("the policy pack lets the default stack pass, with one piece of advice", async (stack) => {
  const pack = await installPack(stack.places.root, stack.places.plugins);
  for (const run of [await stack.preview("--policy-pack", pack), await stack.up("--policy-pack", pack)]) {
    expect(run.ok, run.text).toBe(true);
    expect(reported(run.text)).toEqual(["[advisory] deletion-protection-advised"]);
    expect(run.text).not.toContain("can't run policy");
  }
});

fromNothing("the policy pack stops a preview of a production stack without deletion protection", async (stack) => {
  const pack = await installPack(stack.places.root, stack.places.plugins);
  const config = join(stack.places.root, "policy-config.json");
  const production = { production: "^dev$" };
  await writeFile(
    config,
    JSON.stringify({ "deletion-protection": production, "deletion-protection-advised": production }),
  );
  const run = await stack.preview("--policy-pack", pack, "--policy-pack-config", config);
  expect(run.ok).toBe(false);
  expect(reported(run.text)).toEqual(["[mandatory] deletion-protection"]);
  expect(run.text).toContain("Leave latchkey:service.deletionProtection out, or set it to true.");
});

fromNothing("the policy pack says that a second door is retiring, and stops nothing", async (stack) => {
  const pack = await installPack(stack.places.root, stack.places.plugins);
  const service = { ...devConfig["latchkey:service"], deletionProtection: true };
  await stack.configure({ ...devConfig, "latchkey:service": service, "latchkey:retiringDoors": ["second"] });
  const run = await stack.preview("--policy-pack", pack);
  expect(run.ok, run.text).toBe(true);
  expect(reported(run.text)).toEqual(["[advisory] second-door-protected", "[advisory] second-door-protected"]);
});

/** Level and name of each violation the CLI prints. */
function reported(text: string): string[] {
  return [...text.matchAll(/- (\[\w+\])\s+(\S+)/g)].map(([, level, rule]) => `${level} ${rule}`);
}
