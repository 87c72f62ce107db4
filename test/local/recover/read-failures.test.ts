import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { conflictOf, readFailures } from "../../../local/recover/read-failures.ts";

const output = (diagnostics: string) => `Updating (dev):
 +  gcp:apigateway:Api main-api **creating failed** error: 1 error occurred:
Diagnostics:
${diagnostics}
Resources:
    + 1 created
    1 errored

Duration: 6s
`;

const account = `  gcp:serviceaccount:Account (service-account):
    error:   sdk-v2/provider2.go:572: sdk.helper_schema: Error creating service account: googleapi: Error 409: Service account orders-dev-service already exists within project projects/acme-dev.
    Details:
    [
      {
        "@type": "type.googleapis.com/google.rpc.ResourceInfo",
        "resourceName": "projects/acme-dev/serviceAccounts/orders-dev-service@acme-dev.iam.gserviceaccount.com"
      }
    ]
    , alreadyExists: provider=google-beta@9.37.0
    error: 1 error occurred:
    \t* Error creating service account: googleapi: Error 409: Service account orders-dev-service already exists within project projects/acme-dev.
    , alreadyExists

`;
const own = `  gcp:apigateway:Api (main-api):
    error: main-api (gcp:apigateway/api:Api): projects/acme-dev/locations/global/apis/orders already exists (409). Choose another name.

  pulumi:pulumi:Stack (latchkey-dev):
    error: update failed

`;

describe("what a run complained about", () => {
  it("is read with everything that belongs to it, from several resources", () => {
    const failures = readFailures(output(account + own)) ?? [];
    expect(failures.map(({ type, name }) => `${type} ${name}`)).toEqual([
      "gcp:serviceaccount:Account service-account",
      "gcp:apigateway:Api main-api",
    ]);
    expect(failures[0]?.message).toContain('"resourceName"');
    expect(failures[1]?.message).toMatch(/^error: main-api .* Choose another name\.$/);
  });

  it.each([
    ["with colours", (text: string) => text.replaceAll("error:", "\u001b[31merror:\u001b[0m")],
    ["with Windows line ends", (text: string) => text.replaceAll("\n", "\r\n")],
    ["with the time before each line", (text: string) => text.replaceAll(/^/gm, "2026-11-24T14:02:03.1234567Z ")],
  ])("is read %s", (_, change) => {
    expect(readFailures(change(output(account + own)))).toMatchObject([
      { name: "service-account" },
      { name: "main-api" },
    ]);
  });

  it("is nothing in a run that went well, and unheard of in what is no run", () => {
    expect(readFailures("Updating (dev):\n\nResources:\n    46 unchanged\n")).toEqual([]);
    for (const text of ["", "hello\n", "{}", "error: no stack selected\n"]) expect(readFailures(text)).toBeUndefined();
  });

  it("is read out of any text without failing", () => {
    fc.assert(fc.property(fc.string(), (text) => Array.isArray(readFailures(output(text)))));
  });
});

describe("an object that is in the way", () => {
  it.each([
    ["ours", "googleapi: Error 409: Resource 'projects/p/locations/global/apis/a' already exists"],
    ["ours", "googleapi: Error 409: Requested entity already exists, alreadyExists"],
    [
      "ours",
      "googleapi: Error 409: Your previous request to create the named bucket succeeded and you already own it., conflict",
    ],
    ["ours", "googleapi: Error 409: You already own this bucket. Please select another name., conflict"],
    ["ours", "main-api (gcp:apigateway/api:Api): projects/p/apis/a already exists (409). Choose another name."],
    [
      "theirs",
      "googleapi: Error 409: The requested bucket name is not available. The bucket namespace is shared by all users of the system., conflict",
    ],
    [undefined, "googleapi: Error 409: There were concurrent policy changes. Please retry., aborted"],
    [undefined, "x was deleted less than 30 days ago and keeps its name (409)."],
    [undefined, "googleapi: Error 403: Permission denied"],
    [undefined, "a policy of that name already exists"],
  ])("is %s: %s", (conflict, message) => {
    expect(conflictOf({ type: "gcp:storage:Bucket", name: "b", message })).toBe(conflict);
  });
});
