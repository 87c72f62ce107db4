import { describe, expect, it } from "vitest";
import { codes, compileText, described, settings } from "../settings.ts";

const { address, audience } = settings().backend;
const other = "https://firmware.example";

describe("backends of single operations", () => {
  it.each<[string, object, string[]]>([
    ["another service with an audience of its own", { address: other }, []],
    ["another service with its own audience written out", { address: other, jwt_audience: other }, []],
    ["the stack's service under another path", { address: `${address}/v2`, jwt_audience: audience }, []],
    ["only a deadline", { deadline: 30 }, []],
    [
      "another service with the stack's audience",
      { address: other, jwt_audience: audience },
      ["backend_audience_shared"],
    ],
    [
      "another service with the stack's audience spelt differently",
      { address: other, jwt_audience: `${audience.toUpperCase()}/` },
      ["backend_audience_shared"],
    ],
    [
      "another service whose name only begins like the stack's",
      { address: `${address}.evil.example`, jwt_audience: audience },
      ["backend_audience_shared"],
    ],
    [
      "another port of the same host",
      { address: `${address}:8443`, jwt_audience: audience },
      ["backend_audience_shared"],
    ],
  ])("%s", (_, backend, expected) => {
    const operation = {
      operationId: "a",
      security: [{ key: [] }],
      "x-google-backend": { path_translation: "APPEND_PATH_TO_ADDRESS", ...backend },
    };
    expect(codes(compileText(described({ "/a": { get: operation } })))).toEqual(expected);
  });
});
