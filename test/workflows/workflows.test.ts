import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { projectRoot } from "../../infra/project-root.ts";
import { CLI_VERSION } from "../engine/versions.ts";

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly name?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: { readonly group: string; readonly "cancel-in-progress": boolean };
  readonly "timeout-minutes"?: number;
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = join(projectRoot, ".github", "workflows");
const workflows = readdirSync(folder).map((name): [string, Workflow] => [
  name,
  parse(readFileSync(join(folder, name), "utf8")) as Workflow,
]);

describe.each(workflows)("%s", (_, { permissions, jobs }) => {
  const steps = Object.values(jobs).flatMap((job) => job.steps);

  test("may read the repository, and nothing else unless a job says so", () => {
    expect(permissions).toEqual({ contents: "read" });
  });

  test("asks for an identity only in jobs that sign in to Google", () => {
    for (const job of Object.values(jobs)) {
      const signsIn = job.steps.some(({ uses }) => uses?.startsWith("google-github-actions/auth@"));
      expect(job.permissions?.["id-token"]).toBe(signsIn ? "write" : undefined);
    }
  });

  test("pins every action to a commit", () => {
    for (const { uses } of steps) if (uses) expect(uses).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
  });

  test("puts nothing of a pull request into a command line", () => {
    for (const { run = "" } of steps) expect(run).not.toContain("${{");
  });

  test("gives every job an end", () => {
    for (const job of Object.values(jobs)) expect(job["timeout-minutes"]).toBeGreaterThan(0);
  });
});

test("no preview can push a waiting deployment out of its queue, or cut one off", () => {
  const { concurrency, jobs } = new Map(workflows).get("deploy.yml") ?? expect.fail("there is no deploy.yml");
  expect(concurrency).toBeUndefined();
  expect(jobs.up?.concurrency?.["cancel-in-progress"]).toBe(false);
  expect(jobs.preview?.concurrency?.group).not.toBe(jobs.up?.concurrency?.group);
});

test("a review checks and compares every stack, and compares it even where the check fails", () => {
  const { jobs } = new Map(workflows).get("review.yml") ?? expect.fail("there is no review.yml");
  const steps = jobs.review?.steps ?? [];
  const named = (name: string) => steps.find((step) => step.name === name) ?? expect.fail(`there is no step ${name}`);
  for (const name of ["check", "diff"]) {
    expect(named(name).run).toContain(`npx latchkey ${name} `);
    expect(named(name).run).toContain("for file in Pulumi.*.yaml");
    expect(named(name).run).toContain("--format github");
  }
  expect(named("diff").if).toContain("!cancelled()");
  expect(steps[0]?.with?.["fetch-depth"]).toBe(0);
});

test("a pull request is rehearsed on the version of Pulumi that the scenarios run on", () => {
  const { jobs } = new Map(workflows).get("rehearse.yml") ?? expect.fail("there is no rehearse.yml");
  const install = jobs.rehearse?.steps.find(({ uses }) => uses?.startsWith("pulumi/actions@"));
  expect(install?.with).toEqual({ "pulumi-version": CLI_VERSION });
});
