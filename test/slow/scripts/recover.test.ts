import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCli } from "../../fixtures/cli.ts";
import { makeProject, type Project } from "../../fixtures/project.ts";

const failed = `Updating (dev):
Diagnostics:
  gcp:apigateway:Gateway (main-gateway):
    error: 1 error occurred:
    \t* Error creating Gateway: googleapi: Error 409: Resource 'projects/latchkey-demo/locations/europe-west1/gateways/latchkey-dev' already exists

  gcp:kms:KeyRing (issuer-signing-ring):
    error: googleapi: Error 409: KeyRing already exists.

Resources:
    2 errored
`;
const urn = "urn:pulumi:dev::latchkey::latchkey:index:Door$gcp:apigateway/gateway:Gateway::main-gateway";
// No CLI, so that nobody's stack is asked.
const env = { PATH: "" };

let project: Project;
beforeAll(async () => {
  project = await makeProject();
  await writeFile(join(project.root, "up.log"), failed);
  await writeFile(join(project.root, "well.log"), "Updating (dev):\nResources:\n    46 unchanged\n");
  await writeFile(join(project.root, "other.log"), "npm ERR! missing script: pulumi\n");
  await writeFile(join(project.root, "state.json"), JSON.stringify({ deployment: { resources: [{ urn }] } }));
});
afterAll(() => project.remove());

const recover = (...args: string[]) => runCli(["recover", ...args, "-C", project.root], { env, cwd: project.root });

describe("latchkey recover", () => {
  test("prints the commands alone on standard output, and the rest beside it", async () => {
    const { code, stdout, stderr } = await recover("up.log");
    expect(code).toBe(0);
    expect(stdout.trim().split("\n")).toEqual([
      expect.stringMatching(
        /^npm run pulumi -- import gcp:apigateway\/gateway:Gateway main-gateway projects\/latchkey-demo\/locations\/europe-west1\/gateways\/latchkey-dev --parent /,
      ),
    ]);
    expect(stderr).toMatch(/issuer-signing-ring .*automatically/);
  });

  test("leaves out what an exported state knows", async () => {
    const { code, stdout, stderr } = await recover("up.log", "--state", "state.json");
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    expect(stderr).toMatch(/main-gateway .*the state knows it already/);
  });

  test("prints JSON", async () => {
    const { recoveries } = JSON.parse((await recover("up.log", "--json")).stdout);
    expect(recoveries.map(({ kind, name }: { kind: string; name: string }) => `${kind} ${name}`)).toEqual([
      "import main-gateway",
      "none issuer-signing-ring",
    ]);
  });

  test("has nothing to do after a run that went well", async () => {
    const { code, stdout, stderr } = await recover("well.log");
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    expect(stderr).toMatch(/nothing to recover/);
  });

  test.each([
    ["a file that is no output of pulumi", ["other.log"], "no_pulumi_output"],
    ["a file that is not there", ["missing.log"], "output_not_readable"],
    ["an empty standard input", ["-"], "no_pulumi_output"],
    ["a state that is none", ["up.log", "--state", "other.log"], "no_exported_state"],
  ])("refuses %s", async (_, args, code) => {
    const ran = await recover(...args);
    expect({ code: ran.code, stdout: ran.stdout }).toEqual({ code: 1, stdout: "" });
    expect(ran.stderr).toMatch(new RegExp(`^error ${code}: `));
  });
});
