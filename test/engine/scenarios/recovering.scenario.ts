import { writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { expect, inject } from "vitest";
import { engineEnv } from "../../../local/pulumi/engine-env.ts";
import { runCli as run } from "../../../local/pulumi/run-cli.ts";
import { runCli } from "../../fixtures/cli.ts";
import { expectHealthy } from "../chain.ts";
import { fromNothing } from "../scenario.ts";

const names = ["issuer-key-set-bucket", "main-api", "second-api", "request-logs-view", "service-account"];

fromNothing(
  "the lines that latchkey recover prints take over what failed creations left, as they stand",
  async (stack) => {
    const { root, ...places } = stack.places;
    const bins = [inject("engineBin")];
    const env = engineEnv({ bins, places, root, projectNumber: "123456789012" });
    // The lines say `npm run pulumi`, as in a clone.
    await writeFile(join(root, "package.json"), JSON.stringify({ scripts: { pulumi: "pulumi" } }));
    env.PATH = [env.PATH, dirname(process.execPath)].join(delimiter);
    await stack.fail(...names.map((name) => ({ operation: "create" as const, when: "after" as const, name })));

    const imported: string[] = [];
    let last = await stack.up();
    for (let round = 0; !last.ok && round < 10; round += 1) {
      const log = join(root, "up.log");
      await writeFile(log, last.text);
      const { code, stdout } = await runCli(["recover", log, "-C", root], { env });
      expect(code).toBe(0);
      for (const line of stdout.split("\n").filter(Boolean)) {
        const ended = await run("/bin/sh", ["-c", line], { cwd: root, env });
        expect(ended.text).not.toMatch(/^error:/m);
        expect(ended.code).toBe(0);
        imported.push(/import \S+ (\S+)/.exec(line)?.[1] ?? line);
      }
      last = await stack.up();
    }
    expect(last.errors).toEqual([]);
    expect(imported.sort()).toEqual(names.toSorted());
    await expectHealthy(stack);
  },
);
