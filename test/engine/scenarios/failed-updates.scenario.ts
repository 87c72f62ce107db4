import { expect } from "vitest";
import { devConfig } from "../../fixtures/project.ts";
import { expectHealthy, failEach, runUntilDone } from "../chain.ts";
import { scenario } from "../scenario.ts";
import { underLoad } from "../under-load.ts";

for (const when of ["before", "after"] as const) {
  scenario(
    `every update fails once ${when} the object changed, each up heals the last failures, and nobody is refused`,
    async (stack) => {
      const title = (await stack.description()).replace(/title: .*/, "title: B");
      await stack.describe(title);
      const service = { ...devConfig["latchkey:service"], memory: "1Gi" };
      await stack.configure({ ...devConfig, "latchkey:service": service, "latchkey:labels": { team: "gates" } });
      const names = (await stack.preview()).operations.filter(
        ({ op, type }) => op === "update" && type.startsWith("gcp:"),
      );
      expect(names.length).toBeGreaterThan(6);
      await failEach(
        stack,
        "update",
        when,
        names.map(({ name }) => name),
      );
      await underLoad(stack, async () => {
        expect(await runUntilDone(stack, () => stack.up())).toBeGreaterThan(2);
      });
      await expectHealthy(stack);
    },
  );
}
