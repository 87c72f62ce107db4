import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { locateIn } from "../../scripts/locate.ts";

const locate = (key: string, yaml: string) => locateIn(yaml)(key);

const text = `# A comment first.
config:
  gcp:project: acme
  latchkey:doors: [main, second]
  latchkey:service:
    image: x
  latchkey:consumers:
    acme:
      tokens:
        - kid: a
          state: active
        - { kid: b, state: gone }
    acme.shop:
      keys: []
    "../x": {}
  latchkey:labels: '{"team": 1}'
`;

describe("the place of a problem", () => {
  test.each([
    ["a setting", "gcp:project", 3, 3],
    ["an item of a list in one line", "latchkey:doors[1]", 4, 26],
    ["a nested setting", "latchkey:service.image", 6, 5],
    ["a field of a list's item", "latchkey:consumers.acme.tokens[0].state", 11, 11],
    ["a field in flow style", "latchkey:consumers.acme.tokens[1].state", 12, 21],
    ["a name with a dot, next to one it starts with", "latchkey:consumers.acme.shop.keys", 14, 7],
    ["a name that is a path", "latchkey:consumers.../x", 15, 5],
    ["inside a value written as JSON: the setting", "latchkey:labels.team", 16, 3],
    ["a missing field: what it should stand in", "latchkey:service.port", 5, 3],
    ["a missing item: its list", "latchkey:consumers.acme.tokens[7].kid", 9, 7],
  ])("%s", (_, key, line, column) => expect(locate(key, text)).toEqual({ line, column }));

  test.each([
    ["a setting that is not there", "latchkey:signingKeys", text],
    ["a setting that only starts alike", "latchkey:door", text],
    ["no text", "gcp:project", ""],
    ["no map of settings", "gcp:project", "config: [a]"],
    ["no YAML", "gcp:project", "config:\n\t- {"],
  ])("is not told for %s", (_, key, yaml) => expect(locate(key, yaml)).toBeUndefined());

  test("is that of the key, whatever the keys are called and however deep it is", () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9./-]{0,8}$/);
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 5 }), fc.nat(4), name, (names, index, inner) => {
        const chosen = names[index % names.length] ?? "";
        // A name that continues another one's path could be meant by either.
        fc.pre(!names.some((other) => other !== chosen && `${chosen}.${inner}`.startsWith(other)));
        const yaml = stringify({
          config: Object.fromEntries(names.map((each) => [`latchkey:${each}`, { [inner]: 1 }])),
        });
        const place = locate(`latchkey:${chosen}.${inner}`, yaml);
        const line = yaml.split("\n")[(place?.line ?? 0) - 1] ?? "";
        expect(line.slice((place?.column ?? 0) - 1).replaceAll('"', "")).toMatch(
          new RegExp(`^${RegExp.escape(inner)}:`),
        );
        expect(yaml.split("\n")[(place?.line ?? 0) - 2]).toContain(`latchkey:${chosen}`);
      }),
    );
  });

  test("never throws on any text", () => {
    fc.assert(fc.property(fc.string(), fc.string(), (key, yaml) => void locate(key, `config:\n  ${yaml}`)));
  });
});
