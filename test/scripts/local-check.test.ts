import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Ran, runCli } from "../fixtures/cli.ts";
import { makeProject, type Project } from "../fixtures/project.ts";
import { snapshot } from "../fixtures/snapshot.ts";

interface CheckedJson {
  readonly doors: readonly { readonly name: string; readonly url: string }[];
  readonly checks: readonly {
    readonly name: string;
    readonly expected: unknown;
    readonly got: unknown;
    readonly ok: boolean;
  }[];
  readonly startedMs: number;
}

describe("latchkey local --check", () => {
  let project: Project;
  let table: Ran;
  let json: Ran;
  beforeAll(async () => {
    project = await makeProject();
    table = await runCli(["local", "--check", "-C", project.root]);
    json = await runCli(["local", "--check", "--json", "-C", project.root]);
  }, 60_000);
  afterAll(() => project.remove());

  test("prints the doors, the service and one line per check, and exits 0", () => {
    expect(table).toMatchObject({ code: 0, stderr: "" });
    const lines = table.stdout.split("\n");
    expect(
      lines.filter((line) => /^(main door|second door|private service) +http:\/\/127\.0\.0\.1:\d+$/.test(line)),
    ).toHaveLength(3);
    expect(lines.filter((line) => /^ok {5}\S.* {2}\d{3}$/.test(line))).toHaveLength(11);
    expect(lines.at(-2)).toMatch(/^all right: 11 checks, up in \d+ ms$/);
  });

  test("paints nothing into a pipe", () => expect(table.stdout).not.toContain("\u001b"));

  test("with --json prints one value of the agreed shape and nothing else", () => {
    expect(json).toMatchObject({ code: 0, stderr: "" });
    const { doors, checks, startedMs } = JSON.parse(json.stdout) as CheckedJson;
    expect(doors.map(({ name }) => name)).toEqual(["main", "second"]);
    for (const { url } of doors) expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(checks.map(({ name, got }) => [name, got])).toEqual([
      ["API key", 200],
      ["wrong API key", 400],
      ["no API key", 401],
      ["30-day token", 200],
      ["no credential", 401],
      ["tampered token", 401],
      ["expired token", 401],
      ["token for another audience", 403],
      ["30-day token straight at the service", 401],
      ["nothing straight at the service", 403],
      ["the gateway's own ID token straight at the service", 200],
    ]);
    for (const check of checks) {
      expect(Object.keys(check)).toEqual(["name", "expected", "got", "ok"]);
      expect(check.ok).toBe(true);
    }
    expect(startedMs).toBeGreaterThan(0);
  });

  test("leaves nothing behind but the stack's state", async () => {
    const left = Object.keys(await snapshot(project.root)).filter((name) => name.startsWith(".latchkey"));
    expect(left).toEqual([
      ".latchkey",
      ".latchkey/dev",
      ".latchkey/dev/latchkey-demo",
      ".latchkey/dev/latchkey-demo/state.json",
      ".latchkey/dev/latchkey-demo/state.previous.json",
    ]);
  });
});
