import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { rarelyUsed } from "../../../local/engine/defer-packages.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** Runs a script in a process of its own: what is deferred there stays deferred. */
async function run(script: string): Promise<unknown> {
  const source = `
    import { createRequire } from "node:module";
    import { deferPackages, rarelyUsed } from "./local/engine/defer-packages.ts";
    deferPackages(rarelyUsed);
    const require = createRequire(process.cwd() + "/script.js");
    const loaded = (part) => Object.keys(require.cache).some((file) => file.includes("/node_modules/" + part) && !file.endsWith(".deferred"));
    ${script}`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", source], {
    cwd: root,
  });
  return JSON.parse(stdout);
}

test("importing the Google provider loads none of the deferred packages", async () => {
  const loaded = await run(`
    await import("@pulumi/gcp");
    console.log(JSON.stringify(Object.fromEntries(${JSON.stringify(rarelyUsed)}.map((name) => [name, loaded(name + "/")]))));`);

  expect(loaded).toEqual(Object.fromEntries(rarelyUsed.map((name) => [name, false])));
});

test("a deferred package is the real one as soon as it is used", async () => {
  const used = await run(`
    const typescript = require("typescript");
    const pulumi = await import("@pulumi/pulumi");
    const before = loaded("typescript/");
    const kind = typescript.SyntaxKind.Identifier;
    const { text } = await pulumi.runtime.serializeFunction(() => 42);
    console.log(JSON.stringify({ before, kind: typeof kind, after: loaded("typescript/"), serializes: text.includes("42") }));`);

  expect(used).toEqual({ before: false, kind: "number", after: true, serializes: true });
});

test("an import that names exports of a deferred package gets them", async () => {
  const used = await run(`
    const { parseEvents, NOT_RESOLVED } = await import("js-yaml");
    console.log(JSON.stringify([typeof parseEvents, typeof NOT_RESOLVED]));`);

  expect(used).toEqual(["function", "symbol"]);
});
