import { chmod, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { decodeJwt, decodeProtectedHeader } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { send } from "../../../local/check/send.ts";
import type { StackOutputs } from "../../../local/stack-outputs.ts";
import { mintForConsumer } from "../../../scripts/mint-for-consumer.ts";
import { needKey } from "../../../scripts/need-consumer.ts";
import { type Ran, runCli, type Serving, serve } from "../../fixtures/cli.ts";
import { devConfig, makeProject, type Project } from "../../fixtures/project.ts";

const kids = { globex: "Vq3mXb8sTtyR0kWnPzE5LA", capped: "Hc0sW1vNq7uYb3xJkR9fTA", standby: "Lm2dXz4oEw6iQa8yGn5pBg" };
const config = {
  ...devConfig,
  "latchkey:doors": ["second", "main"],
  "latchkey:consumers": {
    acme: { keys: [{ id: "k1" }] },
    initech: { keys: [{ id: "old" }, { id: "new" }] },
    globex: { tokens: [{ kid: kids.globex, signingKey: "one", state: "active" }] },
    capped: { maxLifetime: "7d", tokens: [{ kid: kids.capped, signingKey: "one", state: "active" }] },
    waiting: { tokens: [{ kid: kids.standby, signingKey: "one", state: "standby" }] },
  },
};

describe("commands that read a stack", () => {
  let project: Project;
  let serving: Serving;
  let outputs: StackOutputs;
  beforeAll(async () => {
    project = await makeProject(config);
    serving = await serve(project.root, "--port", "0", "--no-watch");
    outputs = JSON.parse(await readFile(join(project.root, ".latchkey", "dev", "outputs.json"), "utf8"));
  }, 60_000);
  afterAll(async () => {
    await serving.end();
    await project.remove();
  });
  const local = (...args: string[]) => runCli([...args, "--local", "-C", project.root]);
  const days = (token: string) => {
    const { iat = 0, exp = 0 } = decodeJwt(token);
    return (exp - iat) / 86_400;
  };

  describe("token mint", () => {
    test("prints a token of 30 days and nothing else, and tells about it on standard error", async () => {
      const { code, stdout: token, stderr } = await local("token", "mint", "globex");
      expect(code).toBe(0);
      expect(days(token)).toBe(30);
      expect(decodeProtectedHeader(token)).toMatchObject({ alg: "RS256", kid: kids.globex });
      expect(decodeJwt(token)).toMatchObject({
        sub: "globex",
        iss: outputs.issuer.issuer,
        aud: outputs.issuer.audience,
      });
      expect(stderr).toMatch(/^\nglobex: expires 20\d\d-\S+Z, surely accepted from 20\d\d-\S+Z, at http:\/\/127/);
      expect(stderr).not.toContain(token);
      const headers = { authorization: `Bearer ${token}` };
      expect((await send({ method: "GET", url: `${outputs.tokenUrl}/hello`, headers })).status).toBe(200);
    });

    test("with --json prints what is known of it, and a shorter life when asked or capped", async () => {
      const [asked, capped] = await Promise.all([
        local("token", "mint", "globex", "--ttl", "12h", "--json"),
        local("token", "mint", "capped", "--json"),
      ]);
      const json = JSON.parse(asked.stdout);
      expect(Object.keys(json).sort()).toEqual(
        ["acceptedFrom", "consumer", "expiresAt", "jti", "kid", "token", "url"].sort(),
      );
      expect(json).toMatchObject({ consumer: "globex", kid: kids.globex, url: outputs.tokenUrl });
      expect(days(json.token)).toBe(0.5);
      expect(days(JSON.parse(capped.stdout).token)).toBe(7);
    });

    test("writes it into a new file for its owner alone, and never over another", async () => {
      const file = join(project.root, "globex.token");
      const first = await local("token", "mint", "globex", "--output", file);
      expect(first).toMatchObject({ code: 0, stdout: "" });
      expect((await stat(file)).mode & 0o777).toBe(0o600);
      const token = await readFile(file, "utf8");
      expect(days(token)).toBe(30);
      const again = await local("token", "mint", "globex", "--output", file);
      expect(again).toMatchObject({ code: 1, stdout: "" });
      expect(again.stderr).toMatch(/^error output_exists: .*globex\.token exists already\n {2}fix: /);
      expect(await readFile(file, "utf8")).toBe(token);
    });

    test.each([
      ["a life over the cap", { consumer: "capped", ttl: "30d" }, "lifetime_over_cap"],
      ["a life without an end", { consumer: "globex", ttl: "never" }, "duration_endless"],
      ["a life that is none", { consumer: "globex", ttl: "soon" }, "duration_unreadable"],
      ["a kid that does not sign yet", { consumer: "waiting" }, "generation_none_active"],
      ["a consumer without tokens", { consumer: "acme" }, "generation_none_active"],
      ["one of a prototype's names", { consumer: "constructor" }, "unknown_consumer"],
    ])("refuses %s", (_, order, code) =>
      expect(mintForConsumer({ stack: "dev", cwd: project.root, local: true, ...order })).rejects.toMatchObject({
        code,
      }),
    );

    test("says of a consumer that is not there which one was probably meant, without a trace", async () => {
      const ran = await local("token", "mint", "globx");
      expect(ran).toMatchObject({ code: 1, stdout: "" });
      expect(ran.stderr).toBe(
        "error unknown_consumer: the stack has no consumer globx; did you mean globex?\n  fix: its consumers are: acme, capped, globex, initech, waiting\n",
      );
    });

    test("refuses a kid that is not published: nobody could verify the token", async () => {
      const file = join(project.root, "unpublished.json");
      const { globex, ...others } = outputs.consumers;
      const tokens = [{ kid: "Zz9notPublishedAtAll00", signingKey: "one", state: "active" }];
      await writeFile(file, JSON.stringify({ ...outputs, consumers: { ...others, globex: { ...globex, tokens } } }));
      const ran = await runCli(["token", "mint", "globex"], { env: { LATCHKEY_STACK_OUTPUTS: file } });
      expect(ran).toMatchObject({ code: 1, stdout: "" });
      expect(ran.stderr).toMatch(/^error kid_not_published: kid Zz9notPublishedAtAll00 of globex /);
    });

    test("shows the trace of a refusal only when asked to", async () => {
      const ran = await local("token", "mint", "globx", "--verbose");
      expect(ran.code).toBe(1);
      expect(ran.stderr).toMatch(/^error unknown_consumer: [\s\S]*\n {4}at /);
    });
  });

  describe("key", () => {
    const keyOf = (consumer: string, id: string) => outputs.apiKeys[consumer]?.[id] ?? "missing";

    test("show tells which keys there are and never one of them", async () => {
      const [text, json] = await Promise.all([
        local("key", "show", "initech"),
        local("key", "show", "initech", "--json"),
      ]);
      expect(text.stdout).toMatch(/^generation +good at\nold +http:\S+\nnew +http:\S+\n$/);
      expect(JSON.parse(json.stdout)).toEqual({
        consumer: "initech",
        url: outputs.keyUrl,
        keys: [{ id: "old" }, { id: "new" }],
      });
      for (const id of ["old", "new"]) expect(text.stdout + json.stdout).not.toContain(keyOf("initech", id));
    });

    test("reveal prints one key and nothing else", async () => {
      expect(await local("key", "reveal", "acme")).toMatchObject({ code: 0, stdout: keyOf("acme", "k1"), stderr: "" });
      expect((await local("key", "reveal", "initech", "new")).stdout).toBe(keyOf("initech", "new"));
    });

    test.each([
      ["which of several", "initech", undefined, "which_key", /old, new/],
      ["one that is not there", "acme", "k9", "no_such_key", /k1/],
      ["one of a consumer without keys", "globex", undefined, "no_such_key", /none/],
    ])("reveal does not guess %s", (_, consumer, generation, code, fix) => {
      const refused = expect.objectContaining({ code, fix: expect.stringMatching(fix) });
      expect(() => needKey(outputs, consumer, generation)).toThrow(refused);
    });
  });

  describe("outputs and jwks", () => {
    test("never show a secret", async () => {
      const [text, json, jwks] = await Promise.all([local("outputs"), local("outputs", "--json"), local("jwks")]);
      const keys = Object.values(outputs.apiKeys).flatMap((generations) => Object.values(generations));
      expect(keys).toHaveLength(3);
      for (const { stdout, stderr, code } of [text, json, jwks]) {
        expect(code).toBe(0);
        for (const key of keys) expect(stdout + stderr).not.toContain(key);
      }
      expect(JSON.parse(json.stdout)).toMatchObject({ gatewayUrl: outputs.gatewayUrl, apiKeys: "[secret]" });
      expect(text.stdout).toMatch(/^gatewayUrl +http:\/\/127/m);
      expect(JSON.parse(jwks.stdout)).toEqual(JSON.parse(outputs.keySet));
      expect(jwks.stdout).not.toMatch(/"(d|p|q|dp|dq|qi|k)":/);
    });
  });

  describe("a deployed stack", () => {
    /** Stands in for the Pulumi CLI, which cannot run here: answers as it would. */
    const pulumi = async (name: string, script: string): Promise<Record<string, string>> => {
      const folder = join(project.root, name);
      await mkdir(folder);
      await writeFile(join(folder, "pulumi"), `#!/bin/sh\n${script}\n`);
      await chmod(join(folder, "pulumi"), 0o755);
      return { PATH: `${folder}${delimiter}${process.env.PATH}` };
    };
    const deployed = (env: Record<string, string>, ...args: string[]): Promise<Ran> =>
      runCli([...args, "--stack", "prod", "-C", project.root], { env });

    test("is read through the Pulumi CLI, secrets only where asked for", async () => {
      const file = join(project.root, "deployed.json");
      await writeFile(file, JSON.stringify({ ...outputs, loopback: undefined }));
      const env = await pulumi("fine", `[ "$*" = "stack output --json --show-secrets --stack prod" ] && cat "${file}"`);
      expect((await deployed(env, "key", "reveal", "acme")).stdout).toBe(outputs.apiKeys.acme?.k1);
      expect((await deployed(env, "outputs", "--json")).stdout).not.toContain(outputs.apiKeys.acme?.k1);
    });

    test("that cannot be read is explained", async () => {
      const rows: [string, string, RegExp][] = [
        [
          "refused",
          "echo 'error: no stack named prod' >&2; exit 255",
          /^error pulumi_failed: .*no stack named prod\n {2}fix: /,
        ],
        ["empty", "echo '{}'", /^error not_deployed: .*prod.*\n {2}fix: .*pulumi up/],
        ["chatty", "echo 'A new version of Pulumi is available'", /^error pulumi_failed: .*\n {2}fix: /],
      ];
      for (const [name, script, says] of rows) {
        const ran = await deployed(await pulumi(name, script), "outputs");
        expect(ran, name).toMatchObject({ code: 1, stdout: "" });
        expect(ran.stderr, name).toMatch(says);
      }
      const without = await deployed({ PATH: dirname(process.execPath) }, "outputs");
      expect(without.stderr).toMatch(/^error pulumi_missing: .*\n {2}fix: .*--local/);
    });
  });
});

describe("without a running stack", () => {
  let project: Project;
  beforeAll(async () => {
    project = await makeProject();
  });
  afterAll(() => project.remove());

  test.concurrent.each([["outputs"], ["jwks"], ["token mint globex"], ["key show acme"], ["key reveal acme"]])(
    "`%s --local` says how to start one",
    async (command) => {
      const ran = await runCli([...command.split(" "), "--local", "-C", project.root]);
      expect(ran).toMatchObject({ code: 1, stdout: "" });
      expect(ran.stderr).toBe(
        "error not_running: stack dev does not run on loopback\n  fix: start it in another terminal: npx latchkey local --stack dev\n",
      );
    },
  );

  test("what a killed one left behind counts for nothing", async () => {
    await mkdir(join(project.root, ".latchkey", "dev"), { recursive: true });
    const file = join(project.root, ".latchkey", "dev", "outputs.json");
    // The second number has gone to a later process, the one of this test.
    for (const gone of [
      { pid: 2 ** 22 + 1, start: "1" },
      { pid: process.pid, start: "1" },
    ]) {
      await writeFile(file, JSON.stringify({ loopback: { ...gone, kmsEndpoint: "http://127.0.0.1:1" } }));
      expect((await runCli(["outputs", "--local", "-C", project.root])).stderr).toMatch(/^error not_running: /);
    }
    await writeFile(file, '{"gatewayUrl": ');
    expect((await runCli(["outputs", "--local", "-C", project.root])).stderr).toMatch(/^error outputs_unreadable: /);
  });
});
