import { describe, expect, test } from "vitest";
import { compileDoors } from "../../infra/compile-doors.ts";
import { parseSettings } from "../../infra/settings/parse.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const description = 'openapi: 3.0.4\ninfo: {title: a, version: "1"}\npaths: {/a: {$ref: a.yaml}}\n';
const overlay =
  "overlay: 1.0.0\ninfo: {title: a, version: '1'}\nactions: [{target: $.info, update: {title: Overlaid}}]\n";

function settings(changes: Record<string, string>) {
  const config = {
    "gcp:project": "acme-dev",
    "gcp:region": "europe-west1",
    "latchkey:projectNumber": "123456789012",
    "latchkey:service": '{"existing":"orders"}',
    ...changes,
  };
  const { settings: read, problems } = parseSettings({ stack: "dev", config });
  expect(problems).toEqual([]);
  return read;
}

describe("the doors of a stack", () => {
  test("are made of the description, the files beside it, its overlays and the default security", () => {
    const { documents } = compileDoors(
      settings({ "latchkey:defaultSecurity": "key", "latchkey:overlays": '["o.yaml"]' }),
      bytes(description),
      (file) => (file === "openapi/a.yaml" ? bytes("get: {operationId: a}") : "missing"),
      [{ file: "o.yaml", source: bytes(overlay) }],
    );
    const { info, paths } = JSON.parse(documents.main ?? "");
    expect(info.title).toBe("Overlaid");
    expect(paths["/a"].get.security).toEqual([{ latchkey_key: [] }]);
  });

  test("are refused with every finding", () => {
    expect(() => compileDoors(settings({}), bytes(description))).toThrow(/api\.yaml:3:14\b.*dangling_ref/);
  });

  test.each([
    ["90", true],
    ["100", false],
  ])("do not wait longer than a service works that this stack deploys: a deadline of %s s", (deadline, fits) => {
    const slow = `openapi: 3.0.4
security: [{token: []}]
components: {securitySchemes: {token: {type: http, scheme: bearer}}}
paths: {/a: {get: {operationId: a, x-google-backend: {deadline: ${deadline}}}}}
`;
    const managed = '{"image":"europe-docker.pkg.dev/acme/web/api:1.4.2","timeoutSeconds":90}';
    const compiled = (service: string) => () => compileDoors(settings({ "latchkey:service": service }), bytes(slow));
    if (fits) expect(compiled(managed)).not.toThrow();
    else expect(compiled(managed)).toThrow(/deadline_over_timeout: a deadline of 100 s .* 90 s/);
    expect(compiled('{"existing":"orders"}')).not.toThrow();
  });
});
