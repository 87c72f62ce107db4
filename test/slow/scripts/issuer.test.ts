import { afterEach, describe, expect, test } from "vitest";
import { runCli } from "../../fixtures/cli.ts";
import { endIssuers, rsa, serveIssuer as serve, sound } from "../../fixtures/issuer.ts";

afterEach(endIssuers);

describe("`latchkey issuer discover`", () => {
  test("prints the scheme, and what is odd on standard error", async () => {
    const { origin } = await serve((at) => ({ ...sound(at), "/keys?v=1": { keys: [{ ...rsa, alg: undefined }] } }));
    const ran = await runCli(["issuer", "discover", origin, "--name", "partner"]);
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain(`        issuer: ${origin}\n        jwksUri: ${origin}/keys?v=1\n`);
    expect(ran.stderr).toMatch(/warning: keys without `alg` \(r1\)/);
    expect(ran.stderr).toMatch(/replace AUDIENCE/);
  });

  test("prints everything for machines", async () => {
    const { origin } = await serve((at) => sound(at));
    const ran = await runCli(["issuer", "discover", origin, "--json", "--swagger", "--audience", "api"]);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      issuer: origin,
      warnings: [],
      scheme: { securityDefinitions: { external: { "x-google-issuer": origin, "x-google-audiences": "api" } } },
    });
    expect(ran).toMatchObject({ code: 0, stderr: "" });
  });

  test("says what is wrong and exits 1", async () => {
    const { origin } = await serve(() => ({}));
    const ran = await runCli(["issuer", "discover", origin]);
    expect(ran).toMatchObject({ code: 1, stdout: "" });
    expect(ran.stderr).toMatch(/^error issuer_unreachable: .*status 404/);
  });
});
