import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { laid, overlay } from "./overlaid.ts";

const pets = `paths:
  /pets:
    get:
      summary: all
      parameters: [{name: a, in: query}, {name: dummy, in: query}]
      tags: [one]
    post: {summary: new}
  /pets/{id}: {get: {summary: one}}
tags:
info: {title: Pets}
`;
const original = laid(pets).result as Record<string, unknown>;
const get = {
  summary: "all",
  parameters: [
    { name: "a", in: "query" },
    { name: "dummy", in: "query" },
  ],
  tags: ["one"],
};
const post = { summary: "new" };
const byId = { get: { summary: "one" } };
const withPaths = (paths: unknown) => ({ ...original, paths });

/** Rows: what is done, actions, what becomes of it. */
const rows: [string, string, unknown][] = [
  [
    "mappings are merged, at any depth",
    `- {target: $, update: {info: {version: 1.0.0}, paths: {/pets: {post: {x-a: true}}}}}`,
    {
      ...original,
      info: { title: "Pets", version: "1.0.0" },
      paths: { "/pets": { get, post: { ...post, "x-a": true } }, "/pets/{id}": byId },
    },
  ],
  ["a value is replaced", `- {target: $.info, update: {title: Dogs}}`, { ...original, info: { title: "Dogs" } }],
  [
    "a list gets one more item",
    `- {target: $.paths.*.get.tags, update: two}`,
    withPaths({ "/pets": { get: { ...get, tags: ["one", "two"] }, post }, "/pets/{id}": byId }),
  ],
  [
    "a list given to a list is one item",
    `- {target: $.paths.*.get.tags, update: [two]}`,
    withPaths({ "/pets": { get: { ...get, tags: ["one", ["two"]] }, post }, "/pets/{id}": byId }),
  ],
  [
    "a list below the target goes behind the one there",
    `- {target: "$.paths['/pets'].get", update: {tags: [two]}}`,
    withPaths({ "/pets": { get: { ...get, tags: ["one", "two"] }, post }, "/pets/{id}": byId }),
  ],
  [
    "what is empty takes anything",
    `- {target: $, update: {tags: [{name: a}]}}`,
    { ...original, tags: [{ name: "a" }] },
  ],
  [
    "every node of a wildcard is changed",
    `- {target: $.paths.*.get, update: {x-safe: true}}`,
    withPaths({
      "/pets": { get: { ...get, "x-safe": true }, post },
      "/pets/{id}": { get: { summary: "one", "x-safe": true } },
    }),
  ],
  [
    "items are removed by what they hold",
    `- {target: "$.paths.*.get.parameters[?@.name == 'dummy']", remove: true}`,
    withPaths({ "/pets": { get: { ...get, parameters: [{ name: "a", in: "query" }] }, post }, "/pets/{id}": byId }),
  ],
  [
    "several items are removed at once",
    `- {target: "$.paths.*.get.parameters[0,1]", remove: true}`,
    withPaths({ "/pets": { get: { ...get, parameters: [] }, post }, "/pets/{id}": byId }),
  ],
  [
    "a mapping is removed",
    `- {target: "$.paths['/pets'].post", remove: true}`,
    withPaths({ "/pets": { get }, "/pets/{id}": byId }),
  ],
  [
    "a value is removed",
    `- {target: $.paths.*.get.summary, remove: true}`,
    withPaths({ "/pets": { get: { parameters: get.parameters, tags: get.tags }, post }, "/pets/{id}": { get: {} } }),
  ],
  [
    "remove wins over update",
    `- {target: $.info, remove: true, update: {title: Dogs}}`,
    { paths: original.paths, tags: null },
  ],
  [
    "remove: false is no removal",
    `- {target: $.info, remove: false, update: {title: Dogs}}`,
    { ...original, info: { title: "Dogs" } },
  ],
  [
    "actions see what those before them did",
    `- {target: $.info, update: {x-made: {a: 1}}}
- {target: "$.info['x-made']", update: {b: 2}}`,
    { ...original, info: { title: "Pets", "x-made": { a: 1, b: 2 } } },
  ],
  [
    "a node selected twice is changed once",
    `- {target: "$.paths['/pets'].get['tags','tags']", update: two}`,
    withPaths({ "/pets": { get: { ...get, tags: ["one", "two"] }, post }, "/pets/{id}": byId }),
  ],
  [
    "two nodes are changed by one action",
    `- {target: "$['info','paths']", update: {x-a: 1}}`,
    { ...original, info: { title: "Pets", "x-a": 1 }, paths: { "/pets": { get, post }, "/pets/{id}": byId, "x-a": 1 } },
  ],
  [
    "`__proto__` is a key like any other",
    `- {target: $, update: {__proto__: {a: 1}, constructor: {b: 1}}}\n- {target: $.__proto__, update: {c: 1}}`,
    { ...original, ["__proto__"]: { a: 1, c: 1 }, constructor: { b: 1 } },
  ],
];

describe("an overlay", () => {
  test.each(rows)("%s", (_, actions, result) => {
    const { result: made, findings } = laid(pets, overlay(actions));
    expect(findings).toEqual([]);
    expect(JSON.stringify(made)).toBe(JSON.stringify(result));
  });

  it("comes after the one before it", () => {
    const { result } = laid(
      "a: {}\n",
      overlay("- {target: $.a, update: {b: {}}}"),
      overlay("- {target: $.a.b, update: {c: 1}}\n- {target: $.a.b, update: {c: 2}}"),
    );
    expect(result).toEqual({ a: { b: { c: 2 } } });
  });

  it("leaves what shares an alias with its target alone", () => {
    const { result } = laid("a: &a {x: 1}\nb: *a\n", overlay("- {target: $.b, update: {x: 2}}"));
    expect(result).toEqual({ a: { x: 1 }, b: { x: 2 } });
  });

  it("changes a node, and then those in it", () => {
    const { result } = laid("a: {k: {k: {}}}\n", overlay("- {target: $..k, update: {v: 1}}"));
    expect(result).toEqual({ a: { k: { k: { v: 1 }, v: 1 } } });
  });

  it("may be JSON", () => {
    const json = { overlay: "1.0.1", info: { title: "a", version: "1" }, actions: [{ target: "$", update: { b: 1 } }] };
    expect(laid("a: 1\n", JSON.stringify(json)).result).toEqual({ a: 1, b: 1 });
  });

  it("that puts a mapping in and takes it out again changes nothing", () => {
    const key = fc.string({ minLength: 1, maxLength: 12 }).filter((name) => name !== "<<");
    fc.assert(
      fc.property(key, fc.dictionary(key, fc.jsonValue({ maxDepth: 3 })), (name, value) => {
        const description = JSON.stringify({ kept: { "too long to be drawn": [1] } });
        const quoted = JSON.stringify(name);
        const actions = [
          { target: "$.kept", update: { [name]: value } },
          { target: `$.kept[${quoted}]`, remove: true },
        ];
        const document = JSON.stringify({ overlay: "1.0.0", info: { title: "a", version: "1" }, actions });
        const { result, findings } = laid(description, document);
        expect(findings).toEqual([]);
        expect(result).toEqual({ kept: { "too long to be drawn": [1] } });
      }),
      {
        examples: [
          ["__proto__", { a: 1 }],
          ["constructor", {}],
          ["it's \"", {}],
        ],
      },
    );
  });
});
