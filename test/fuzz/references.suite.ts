import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, realpath, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkApart } from "./check-apart.ts";

const root = await realpath(await mkdtemp(join(tmpdir(), "latchkey-fuzz-")));
const inside = join(root, "inside");
const outside = join(root, "outside");
/** What none of these files may give away. */
const secret = "get: {operationId: secret, security: [{key: []}]}\n";

beforeAll(async () => {
  await mkdir(join(inside, "folder"), { recursive: true });
  await mkdir(outside);
  await writeFile(join(outside, "secret.yaml"), secret);
  await writeFile(join(root, "inside-too.yaml"), secret);
  await symlink(join(outside, "secret.yaml"), join(inside, "link.yaml"));
  await symlink(outside, join(inside, "linked"));
  await symlink("../outside/secret.yaml", join(inside, "folder", "relative.yaml"));
  await symlink("loop.yaml", join(inside, "loop.yaml"));
  await symlink("/dev/zero", join(inside, "zero.yaml"));
  await symlink("/proc/self/mem", join(inside, "memory.yaml"));
  execFileSync("mkfifo", [join(inside, "pipe.yaml")]);
  for (const name of ["large.yaml", "huge.yaml"]) await writeFile(join(inside, name), "");
  await truncate(join(inside, "large.yaml"), 100_000_000);
  await truncate(join(inside, "huge.yaml"), 10_000_000_000);
  await writeFile(join(inside, "other.yaml"), "$ref: ../outside/secret.yaml\n");
  await writeFile(join(inside, "back.yaml"), "$ref: api.yaml#/paths/~1a\n");
});
afterAll(() => rm(root, { recursive: true }));

const references = [
  "../outside/secret.yaml",
  "../outside/secret.yaml#/get",
  "./folder/../../outside/secret.yaml",
  "%2e%2e/outside/secret.yaml",
  "..%2foutside%2fsecret.yaml",
  "%252e%252e/outside/secret.yaml",
  "..\\outside\\secret.yaml",
  "..%5coutside%5csecret.yaml",
  "folder/..\\../outside/secret.yaml",
  "../inside-too.yaml",
  "../inside/../outside/secret.yaml",
  join(outside, "secret.yaml"),
  "/etc/passwd",
  "//localhost/share/secret.yaml",
  "\\\\localhost\\share\\secret.yaml",
  "C:\\secret.yaml",
  "C:/secret.yaml",
  `file://${join(outside, "secret.yaml")}`,
  `file:${join(outside, "secret.yaml")}`,
  "FILE:///etc/passwd",
  "http://127.0.0.1:9/secret.yaml",
  "https://example.com/secret.yaml#/get",
  "ftp://example.com/secret.yaml",
  "data:text/yaml,get:%20{}",
  " http://example.com/a",
  "link.yaml",
  "linked/secret.yaml",
  "folder/relative.yaml",
  "loop.yaml",
  "zero.yaml",
  "memory.yaml",
  "pipe.yaml",
  "large.yaml",
  "huge.yaml",
  "other.yaml",
  "back.yaml",
  "folder",
  ".",
  "..",
  "api.yaml",
  "missing.yaml",
  "missing.yaml\0.yaml",
  "link.yaml%00",
  `${"folder/".repeat(5_000)}a.yaml`,
  "~/secret.yaml",
  "$HOME/secret.yaml",
  "CON",
];

describe("a reference", () => {
  it.each(references)("gives an error and nothing from elsewhere: %j", async (reference) => {
    const head = "openapi: 3.0.4\ncomponents: {securitySchemes: {key: {type: apiKey, in: header, name: x-api-key}}}\n";
    const text = `${head}paths: {/a: {$ref: ${JSON.stringify(reference)}}}\n`;
    await writeFile(join(inside, "api.yaml"), text);
    const verdict = await checkApart(inside);
    expect(verdict.errors).toBeGreaterThan(0);
    expect(verdict.operations).toEqual([]);
    expect(verdict.documents).toBe(0);
    expect(verdict.milliseconds).toBeLessThan(2_000);
    expect(verdict.peakMb).toBeLessThan(500);
  });
});
