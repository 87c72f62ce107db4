import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isGrant, neededGrants } from "../../../infra/policy/grants.ts";
import { isService, publicMembers } from "../../../infra/policy/public-members.ts";
import { leastPrivilege } from "../../../infra/policy/rules/least-privilege.ts";
import { restrictedApiKeys } from "../../../infra/policy/rules/restricted-api-keys.ts";

describe("what is a grant", () => {
  test.each([
    ["gcp:projects/iAMMember:IAMMember", true],
    ["gcp:projects/iAMBinding:IAMBinding", true],
    ["gcp:cloudrunv2/serviceIamPolicy:ServiceIamPolicy", true],
    ["gcp:kms/cryptoKeyIAMBinding:CryptoKeyIAMBinding", true],
    ["gcp:logging/logViewIamMember:LogViewIamMember", true],
    ["gcp:projects/iAMCustomRole:IAMCustomRole", false],
    ["gcp:orgpolicy/policy:Policy", false],
    ["gcp:projects/apiKey:ApiKey", false],
  ])("%s: %s", (type, expected) => {
    expect(isGrant(type)).toBe(expected);
  });
});

test("no needed grant is a basic role, and only the agent's is on the project", () => {
  for (const { type, role } of neededGrants) {
    expect(isGrant(type)).toBe(true);
    expect(role).not.toMatch(/roles\/(owner|editor|viewer)$|admin/i);
  }
  expect(neededGrants.filter(({ type }) => type.startsWith("gcp:projects/")).map(({ role }) => role)).toEqual([
    "roles/apigateway.serviceAgent",
  ]);
});

describe("members that stand for everybody", () => {
  test.each([
    [{ member: "allUsers" }, ["allUsers"]],
    [{ members: ["user:eve@example.com", "allAuthenticatedUsers"] }, ["allAuthenticatedUsers"]],
    [{ policyData: '{"bindings":[{"members":["allUsers"]}]}' }, ["allUsers"]],
    [{ roleEntities: ["OWNER:user-eve", "READER:allUsers"] }, ["allUsers"]],
    [{ predefinedAcl: "publicReadWrite" }, ["publicReadWrite"]],
    [{ member: "user:allUsersFan@example.com" }, []],
    [{ description: "not for allUsers", labels: { for: "allUsers" } }, []],
    [{ member: undefined, condition: null, days: 30 }, []],
  ])("%j", (inputs, expected) => {
    expect(publicMembers(inputs)).toEqual(expected);
  });

  test.each([
    ["gcp:cloudrunv2/service:Service", true],
    ["gcp:cloudrun/iamMember:IamMember", true],
    ["gcp:cloudfunctionsv2/functionIamMember:FunctionIamMember", true],
    ["gcp:storage/bucketIAMMember:BucketIAMMember", false],
  ])("%s decides who calls: %s", (type, expected) => {
    expect(isService(type)).toBe(expected);
  });
});

test("no role that is not in the table is granted, wherever it is", () => {
  const types = [...new Set(neededGrants.map(({ type }) => type)), "gcp:organizations/iAMMember:IAMMember"];
  const roles = fc.oneof(
    fc.constantFrom("roles/owner", "roles/run.invoker ", "Roles/run.invoker", "", undefined, null, 7),
    fc.constantFrom(...neededGrants.map(({ role }) => role)),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.constantFrom(...types), roles, (type, role) => {
      const inputs = { role, member: "serviceAccount:service-1@gcp-sa-apigateway.iam.gserviceaccount.com" };
      const found = [...leastPrivilege.check({ urn: "urn", type, name: "grant", inputs, protect: false }, {})];
      const needed = neededGrants.find((grant) => grant.type === type && grant.role === role);
      expect(found.length).toBe(needed?.to.test(inputs.member) ? 0 : 1);
    }),
  );
});

describe("an API key", () => {
  test.each([
    ["orders-1a2b3c.apigateway.acme-dev.cloud.goog", true],
    ["orders-1a2b3c.apigateway.acme-prod.cloud.goog", false],
    ["orders-1a2b3c.apigateway.acme-dev.cloud.goog.example", false],
    ["apigateway.acme-dev.cloud.goog", false],
    ["a.b.apigateway.acme-dev.cloud.goog", false],
    ["apigateway.googleapis.com", false],
    ["", false],
    [undefined, false],
  ])("good for %s is restricted to a gateway of its project: %s", (service, expected) => {
    const inputs = { project: "acme-dev", restrictions: { apiTargets: [{ service }] } };
    const type = "gcp:projects/apiKey:ApiKey";
    const found = [...restrictedApiKeys.check({ urn: "urn", type, name: "key", inputs, protect: false }, {})];
    expect(found.length).toBe(expected ? 0 : 1);
  });
});
