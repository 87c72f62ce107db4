import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { methodName } from "../../../openapi/google/names.ts";
import { codes, compileText, described } from "../settings.ts";

const security = [{ key: [] }];

/** Ids by path of GET operations in the order they are given. */
function named(operations: readonly (readonly [path: string, id?: string])[]) {
  const paths = Object.fromEntries(
    operations.map(([path, id]) => [path, { get: { security, ...(id !== undefined && { operationId: id }) } }]),
  );
  const compilation = compileText(described(paths));
  const ids = Object.fromEntries(
    compilation.operations.map(({ pathTemplate, operationId }) => [pathTemplate, operationId]),
  );
  return { ids, compilation };
}

describe("operations with one operationId", () => {
  it("keep it once, at the first path, and the others are named after their paths", () => {
    const { ids, compilation } = named([
      ["/users", "list"],
      ["/orders", "list"],
      ["/items", "list"],
    ]);
    expect(ids).toEqual({ "/items": "list", "/orders": "get_orders", "/users": "get_users" });
    const told = compilation.findings.filter(({ code }) => code === "duplicate_operation_id");
    expect(told.map(({ code, severity, message }) => [code, severity, message])).toEqual([
      [
        "duplicate_operation_id",
        "note",
        "GET /users has the operationId `list`, and so has GET /items; `get_users` is used here",
      ],
      [
        "duplicate_operation_id",
        "note",
        "GET /orders has the operationId `list`, and so has GET /items; `get_orders` is used here",
      ],
    ]);
    expect(Object.keys(compilation.documents)).toEqual(["main", "second"]);
  });

  it("are told apart from those that only Google takes for the same", () => {
    const { ids, compilation } = named([
      ["/a", "get-user"],
      ["/b", "getuser"],
    ]);
    expect(ids).toEqual({ "/a": "get-user", "/b": "get_b" });
    expect(compilation.findings.filter(({ severity }) => severity !== "note")).toMatchObject([
      {
        code: "operation_id_collides",
        severity: "warning",
        message: "operationId `getuser` differs from `get-user` of GET /a for people alone; `get_b` is used for GET /b",
      },
    ]);
  });

  it("may be one path item that several paths refer to", () => {
    const text = described(
      { "/v1/orders": { $ref: "#/x-orders" }, "/v2/orders": { $ref: "#/x-orders" } },
      { "x-orders": { get: { operationId: "orders", security } } },
    );
    const compilation = compileText(text);
    expect(compilation.operations.map(({ operationId }) => operationId)).toEqual(["orders", "get_v2_orders"]);
    expect(codes(compilation)).toEqual([]);
  });

  it("never take an id that another operation wrote", () => {
    const { ids } = named([
      ["/a", "list"],
      ["/b", "list"],
      ["/c", "get_b"],
      ["/d", "Get_b_2"],
    ]);
    expect(ids).toEqual({ "/a": "list", "/b": "get_b_3", "/c": "get_b", "/d": "Get_b_2" });
  });
});

describe("operationIds", () => {
  const path = fc.stringMatching(/^\/[ab_-]{1,3}(\/[ab]{1,2})?$/);
  const id = fc.option(fc.constantFrom("list", "List", "li-st", "get_a", "Get_b", "??", ""), { nil: undefined });
  const operations = fc.uniqueArray(fc.tuple(path, id), {
    minLength: 1,
    maxLength: 8,
    selector: ([written]) => written,
  });

  it("are unique for Google, and the same in whatever order the file has them", () => {
    fc.assert(
      fc.property(
        operations.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([one, other]) => {
          const { ids, compilation } = named(one);
          expect(new Set(Object.values(ids).map(methodName)).size).toBe(one.length);
          expect(codes(compilation)).toEqual([]);
          expect(compilation.documents.main).toBe(named(other).compilation.documents.main);
        },
      ),
    );
  });

  it("stay the same when an operation that collides with nothing comes or goes", () => {
    fc.assert(
      fc.property(operations, (all) => {
        const { ids } = named(all);
        const { "/zz": added, ...rest } = named([...all, ["/zz", "zz"]]).ids;
        expect(rest).toEqual(ids);
        expect(added).toBe("zz");
      }),
    );
  });
});
