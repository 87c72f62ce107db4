import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DescribedOperation } from "../../../openapi/description/description.ts";
import type { Finding } from "../../../openapi/finding.ts";
import { FindingLog } from "../../../openapi/finding-log.ts";
import { parsePathTemplate } from "../../../openapi/google/path-template.ts";
import { buildRouteTable, findRoute } from "../../../openapi/google/route-table.ts";
import type { Method } from "../../../openapi/google/service-config.ts";
import { checkRoutes } from "../../../openapi/policy/check-routes.ts";
import { buildRouteTree, findPath, pathsAround } from "../../../openapi/policy/route-tree.ts";
import { pathsOf, randomOperations } from "../random-description.ts";
import { compileText, described, describedBy, settings } from "../settings.ts";

const key = [{ key: [] }];
const own = [{ own: [] }];
const both = [{ key: [], own: [] }];

type Paths = Record<string, Record<string, object[]>>;

/** Findings as `code path: message` for paths with `security` per method. */
function told(paths: Paths, ...codes: string[]): string[] {
  const items = Object.entries(paths).map(([path, item]) => [
    path,
    Object.fromEntries(
      Object.entries(item).map(([method, security]) => [
        method,
        {
          operationId: `${method} ${path}`.replace(/\W+/g, "_"),
          security,
          ...(security.length === 0 && { "x-latchkey-public": true }),
        },
      ]),
    ),
  ]);
  const { findings } = compileText(described(Object.fromEntries(items)));
  return findings
    .filter(({ code }) => codes.includes(code))
    .map(({ code, place }) => `${code} ${place.pointer.replace("/paths/", "").replaceAll("~1", "/")}`);
}

describe("operations that no request reaches", () => {
  const codes = ["shadowed_by_weaker", "unreachable_operation"];

  it.each<[string, Paths, string[]]>([
    [
      "a verb behind a parameter that takes it",
      { "/o/{id}": { post: key }, "/o/{id}:x": { post: key } },
      ["unreachable_operation /o/{id}:x/post"],
    ],
    [
      "that is weaker",
      { "/o/{id}": { post: key }, "/o/{id}:x": { post: both } },
      ["shadowed_by_weaker /o/{id}:x/post"],
    ],
    ["that is open", { "/o/{id}": { post: [] }, "/o/{id}:x": { post: own } }, ["shadowed_by_weaker /o/{id}:x/post"]],
    [
      "that is stricter",
      { "/o/{id}": { post: both }, "/o/{id}:x": { post: key } },
      ["unreachable_operation /o/{id}:x/post"],
    ],
    ["with another method", { "/o/{id}": { get: key }, "/o/{id}:x": { post: both } }, []],
    ["a verb behind a literal", { "/o/a": { post: key }, "/o/a:x": { post: both } }, []],
    ["a verb behind every path", { "/o/{r=**}": { post: key }, "/o/{id}:x": { post: both } }, []],
  ])("%s", (_, paths, expected) => expect(told(paths, ...codes)).toEqual(expected));
});

describe("methods that fall through", () => {
  const codes = ["method_falls_to_weaker", "method_falls_through"];

  it.each<[string, Paths, string[]]>([
    ["to a weaker path", { "/s/{s}": { delete: key }, "/s/a": { get: both } }, ["method_falls_to_weaker /s/a/get"]],
    ["to an open path", { "/s/{s}": { delete: [] }, "/s/a": { get: own } }, ["method_falls_to_weaker /s/a/get"]],
    [
      "to another credential",
      { "/s/{s}": { delete: own }, "/s/a": { get: key } },
      ["method_falls_through /s/{s}/delete"],
    ],
    [
      "to a stricter path",
      { "/s/{s}": { delete: both }, "/s/a": { get: key } },
      ["method_falls_through /s/{s}/delete"],
    ],
    [
      "over a path between that lacks it too",
      { "/{r=**}": { delete: key }, "/s/{s}": { get: key }, "/s/a": { get: key } },
      ["method_falls_through /{r=**}/delete"],
    ],
    [
      "to the nearest only",
      { "/{r=**}": { delete: key }, "/s/{s}": { delete: key, get: key }, "/s/a": { get: key } },
      ["method_falls_through /s/{s}/delete"],
    ],
    ["not where the method is described", { "/s/{s}": { delete: key }, "/s/a": { delete: key } }, []],
    ["not where nothing has it", { "/s/{s}": { get: key }, "/s/a": { get: key, put: key } }, []],
    ["not for preflights", { "/{r=**}": { options: [] }, "/s/a": { get: own, options: [] }, "/s/b": { get: own } }, []],
    ["not for the colon of a verb", { "/s/{s}": { delete: key }, "/s/{s}:x": { post: key } }, []],
  ])("%s", (_, paths, expected) => expect(told(paths, ...codes)).toEqual(expected));

  it("to the catch-all are told where that is weaker, and else not at all", () => {
    const found = (security: object[]) =>
      compileText(
        described({ "/a": { get: { operationId: "a", security: own } } }, { "x-latchkey-catch-all": true, security }),
      ).findings.filter(({ code }) => codes.includes(code));
    expect(found(own)).toEqual([]);
    expect(found([...key, ...own])).toMatchObject([
      { code: "method_falls_to_weaker", message: expect.stringContaining("HEAD, POST, PUT, PATCH, DELETE /a") },
    ]);
  });
});

describe("paths of which neither is the more specific one", () => {
  it.each<[string, Paths, string[]]>([
    ["crosswise", { "/{x}/b": { get: key }, "/a/{y}": { get: own } }, ["ambiguous_routes /{x}/b/get"]],
    ["with the same demands", { "/{x}/b": { get: key }, "/a/{y}": { get: key } }, []],
    ["for other methods", { "/{x}/b": { get: key }, "/a/{y}": { put: own } }, []],
    [
      "whose common request a third one takes",
      { "/{x}/b": { get: key }, "/a/{y}": { get: own }, "/a/b": { get: both } },
      [],
    ],
    ["with nothing in common", { "/{x}/b/c": { get: key }, "/a/{y}/d": { get: own } }, []],
    ["one inside the other", { "/{x}/b": { get: key }, "/a/b": { get: own } }, []],
    ["against a rest", { "/{x}/b": { get: key }, "/a/{r=**}": { get: own } }, ["ambiguous_routes /{x}/b/get"]],
    [
      "further down",
      { "/v/{x}/b/{y}/c": { get: key }, "/v/a/{z}/d/{w}": { get: own } },
      ["ambiguous_routes /v/{x}/b/{y}/c/get"],
    ],
    [
      "further down behind a literal that both have",
      { "/{x}/m/b": { get: key }, "/a/m/{y}": { get: own } },
      ["ambiguous_routes /{x}/m/b/get"],
    ],
  ])("%s", (_, paths, expected) => expect(told(paths, "ambiguous_routes")).toEqual(expected));
});

describe("preflights", () => {
  const codes = ["preflight_refused", "preflight_missing"];

  it.each<[string, Paths, string[]]>([
    ["nowhere", { "/a": { get: own } }, []],
    ["everywhere", { "/a": { get: own, options: [] }, "/b": { get: own, options: [] } }, []],
    ["behind a credential", { "/a": { get: own, options: own } }, ["preflight_refused /a/options"]],
    [
      "on some paths, told once",
      { "/a": { get: own, options: [] }, "/b": { get: own }, "/c": { get: own } },
      ["preflight_missing /b/get"],
    ],
    ["on one path for all", { "/{r=**}": { options: [] }, "/a/{id}": { get: own }, "/b": { get: own } }, []],
    ["not needed by open paths", { "/a": { get: own, options: [] }, "/b": { get: [] } }, []],
  ])("%s", (_, paths, expected) => expect(told(paths, ...codes)).toEqual(expected));
});

describe("single paths", () => {
  it.each<[string, Paths, string[]]>([
    ["a POST weaker than a DELETE", { "/a": { post: key, delete: both } }, ["method_override /a/post"]],
    [
      "several, told once",
      { "/a": { post: key, delete: both }, "/b": { post: key, put: own } },
      ["method_override /a/post"],
    ],
    ["a POST as strict as the rest", { "/a": { post: both, delete: both, get: key } }, []],
    ["a rest without what is in front of it", { "/f/{r=**}": { get: key, put: key } }, ["bare_prefix /f/{r=**}/get"]],
    ["a rest with it", { "/f/{r=**}": { get: key }, "/f": { get: key } }, []],
    ["a rest of everything", { "/{r=**}": { get: key } }, []],
  ])("%s", (_, paths, expected) => expect(told(paths, "method_override", "bare_prefix")).toEqual(expected));
});

/** What the gateway does with random descriptions, beside what is found in them. */
const asMethod = ({ operationId, method, pathTemplate }: DescribedOperation): Method => ({
  selector: operationId,
  operationId,
  httpMethod: method,
  pathTemplate,
  apiKeyRequired: true,
  providerIds: [],
  metricCosts: {},
});

function judge(operations: Parameters<typeof pathsOf>[0]) {
  const { description } = describedBy(described(pathsOf(operations)), settings());
  const log = new FindingLog();
  checkRoutes(description.operations, log);
  const table = buildRouteTable(description.operations.map(asMethod));
  const winner = (method: string, path: string) => {
    const found = findRoute(table, method, path);
    const { operationId } = found.kind === "match" ? found.method : { operationId: "" };
    return description.operations.find((operation) => operation.operationId === operationId);
  };
  return { description, findings: log.inOrder(), winner, tree: buildRouteTree(description.operations) };
}

/** A path with `**` has no request that stands for all of its own. */
const isPlain = ({ pathTemplate }: Pick<DescribedOperation, "pathTemplate">) => !pathTemplate.includes("**");

const plainly = (template: string) =>
  `/${parsePathTemplate(template)
    .segments.map((segment) => (segment === "*" ? "w0" : segment))
    .join("/")}${template.replace(/^[^:]*/, "")}`;

const quoted = ({ message }: Finding) => [...message.matchAll(/`([^`]*)`/g)].map(([, text = ""]) => text);

describe("random descriptions", () => {
  it("find unreachable exactly what the route table never gives a request of its own", () => {
    fc.assert(
      fc.property(randomOperations, (operations) => {
        const { description, findings, winner } = judge(operations);
        const unreachable = findings.filter(
          ({ code }) => code === "unreachable_operation" || code === "shadowed_by_weaker",
        );
        const lost = description.operations.filter(
          (operation) => isPlain(operation) && winner(operation.method, plainly(operation.pathTemplate)) !== operation,
        );
        expect(unreachable.map(({ place }) => place.pointer).sort()).toEqual(
          lost.map(({ place }) => place.pointer).sort(),
        );
      }),
      { numRuns: 300 },
    );
  });

  it("name the request and the winner of an ambiguous pair", () => {
    fc.assert(
      fc.property(randomOperations, (operations) => {
        const { findings, winner } = judge(operations);
        for (const finding of findings.filter(({ code }) => code === "ambiguous_routes")) {
          const [, method = "", , other] = /^(\w+) (\S+) and \w+ (\S+) both/.exec(finding.message) ?? [];
          expect(winner(method, quoted(finding)[0] ?? "")?.path).toBe(other);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("go on from a path to those around it as the route table does", () => {
    fc.assert(
      fc.property(randomOperations, fc.constantFrom("GET", "POST", "DELETE"), (operations, method) => {
        const { tree, winner } = judge(operations);
        for (const path of tree.paths) {
          if (path.operations.has(method) || !isPlain(path.first)) continue;
          const next = [...pathsAround(tree, path)].flatMap(({ operations: around }) => around.get(method) ?? [])[0];
          expect(winner(method, plainly(path.first.pathTemplate))?.path).toBe(next?.path);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("keep every path where its segments lead", () => {
    fc.assert(
      fc.property(randomOperations, (operations) => {
        const { tree } = judge(operations);
        for (const path of tree.paths) expect(findPath(tree, path.template.segments, path.template.verb)).toBe(path);
      }),
      { numRuns: 50 },
    );
  });
});
