import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PreflightError } from "../../../scripts/preflight/granted-permissions.ts";
import { missingRoles, neededRoles } from "../../../scripts/preflight/needed-permissions.ts";
import { preflight } from "../../../scripts/preflight/preflight.ts";
import { makeProject, type Project } from "../../fixtures/project.ts";

let project: Project;
beforeAll(async () => {
  project = await makeProject();
});
afterAll(() => project.remove());

/** Stands where Google does: grants all that is asked for but some. */
function googleWithout(refused: readonly string[], asked: { url?: string } = {}) {
  return async (url: string, body: unknown) => {
    asked.url = url;
    const { permissions } = body as { permissions: string[] };
    return { permissions: permissions.filter((permission) => !refused.includes(permission)) };
  };
}

describe("a deployer", () => {
  test("who holds everything lacks nothing", async () => {
    const asked: { url?: string } = {};
    expect(await preflight({ stack: "dev", cwd: project.root }, googleWithout([], asked))).toEqual({
      project: "latchkey-demo",
      missing: [],
    });
    expect(asked.url).toBe("https://cloudresourcemanager.googleapis.com/v1/projects/latchkey-demo:testIamPermissions");
  });

  test("without actAs is told so before anything is made", async () => {
    const { missing } = await preflight(
      { stack: "dev", cwd: project.root },
      googleWithout(["iam.serviceAccounts.actAs"]),
    );
    expect(missing.map(({ role }) => role)).toEqual(["roles/iam.serviceAccountUser"]);
    expect(missing[0]?.why).toMatch(/cannot come from the deployment itself/);
  });

  test("whom Google tells nothing learns which project was asked", async () => {
    const refused = preflight({ stack: "dev", cwd: project.root }, async () => {
      throw new Error("403 Forbidden");
    });
    await expect(refused).rejects.toThrow(PreflightError);
    await expect(refused).rejects.toThrow(/latchkey-demo \(403 Forbidden\)/);
  });
});

describe("the roles", () => {
  test("of APIs that the stack does not use are not asked for", () => {
    const roles = neededRoles(["run", "apigateway", "iam"]).map(({ role }) => role);
    expect(roles).toContain("roles/apigateway.admin");
    expect(roles).not.toContain("roles/cloudkms.admin");
    expect(roles).not.toContain("roles/serviceusage.apiKeysAdmin");
  });

  test("name only the permissions that are missing", () => {
    const [run] = missingRoles(
      neededRoles(["run"]).filter(({ role }) => role === "roles/run.admin"),
      ["run.services.create"],
    );
    expect(run?.permissions).toEqual(["run.services.setIamPolicy"]);
  });
});
