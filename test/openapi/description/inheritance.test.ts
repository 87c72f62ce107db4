import { describe, expect, it } from "vitest";
import { codes, compileText, described } from "../settings.ts";

const key = [{ key: [] }];
const own = [{ own: [] }];

/** Policies by operationId. */
const policies = (text: string) =>
  Object.fromEntries(compileText(text).operations.map(({ operationId, policy }) => [operationId, policy]));

describe("security", () => {
  it("of the root holds for operations without their own", () => {
    const text = described(
      { "/a": { get: { operationId: "a" }, put: { operationId: "b", security: own } } },
      { security: key },
    );
    expect(policies(text)).toEqual({
      a: { open: false, key: { tokens: [] } },
      b: { open: false, tokens: ["own"] },
    });
  });

  it("is open only with an empty list and the mark, both on the operation itself", () => {
    const row = (operation: object, root: object = { security: key }) =>
      codes(compileText(described({ "/a": { get: { operationId: "a", ...operation } } }, root)));
    expect(row({ security: [], "x-latchkey-public": true })).toEqual([]);
    expect(row({ security: [], "x-latchkey-public": true }, {})).toEqual([]);
    expect(row({ security: [] })).toEqual(["open_without_public"]);
    expect(row({ security: [], "x-latchkey-public": false })).toEqual(["open_without_public"]);
    expect(row({ "x-latchkey-public": true })).toEqual(["public_but_secured"]);
    expect(row({}, {})).toEqual(["security_missing"]);
    expect(row({}, { security: [] })).toEqual(["open_at_root"]);
    expect(row({ "x-latchkey-public": true }, { security: [] })).toContain("open_at_root");
  });

  it("with a mistake takes the documents away but keeps the sound operations in sight", () => {
    const paths = {
      "/a": { get: { operationId: "a", security: key }, put: { operationId: "b", security: [{ kye: [] }] } },
    };
    const compilation = compileText(described(paths));
    expect(codes(compilation)).toEqual(["undefined_scheme"]);
    expect(compilation.operations.map(({ operationId }) => operationId)).toEqual(["a"]);
    expect(compilation.documents).toEqual({});
  });

  it("is read once for all operations that inherit it", () => {
    const text = described({ "/a": { get: {}, put: {} }, "/b": { get: {} } }, { security: [{ kye: [] }] });
    expect(codes(compileText(text))).toEqual(["undefined_scheme"]);
  });
});

describe("a backend", () => {
  const backendOf = (operation: object, item: object, root: object) => {
    const text = described({ "/a": { ...item, get: { operationId: "a", security: key, ...operation } } }, root);
    const { documents } = compileText(text);
    return JSON.parse(documents.main ?? "{}").paths?.["/a"].get["x-google-backend"];
  };
  const deadline = (seconds: number) => ({ "x-google-backend": { deadline: seconds } });

  it.each([
    ["the operation's", deadline(1), deadline(2), deadline(3), 1],
    ["the path's", {}, deadline(2), deadline(3), 2],
    ["the root's", {}, {}, deadline(3), 3],
    ["the stack's", {}, {}, {}, 15],
  ])("has %s deadline", (_, operation, item, root, seconds) => {
    expect(backendOf(operation, item, root).deadline).toBe(seconds);
  });

  it("of a path serves its operations", () => {
    const item = { "x-google-backend": { address: "https://b.example", path_translation: "APPEND_PATH_TO_ADDRESS" } };
    expect(backendOf({}, item, {})).toMatchObject({ address: "https://b.example", jwt_audience: "https://b.example" });
  });
});
