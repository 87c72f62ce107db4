const MILLION = 1_000_000;
const head = "openapi: 3.0.4\ninfo: {title: a, version: b}\n";
const many = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => make(i)).join("");
/** Block nesting: each level one space deeper. */
const deeper = (levels: number, make: (index: number) => string) =>
  `x:\n${many(levels, (i) => `${" ".repeat(i + 1)}${make(i)}\n`)}`;
const bomb = many(28, (i) => `x${i}: &a${i} [${Array(9).fill(i === 0 ? "x" : `*a${i - 1}`)}]\n`);

/** Texts behind the beginning of a sound description, made to keep a parser busy or to fill its memory. */
const texts: Readonly<Record<string, () => string>> = {
  "10,000 flow maps with anchors": () => `x: ${"&a {b: ".repeat(10_000)}`,
  "10,000 flow lists": () => `x: ${"[".repeat(10_000)}${"]".repeat(10_000)}`,
  "10,000 block lists": () => `x:\n  ${"- ".repeat(10_000)}`,
  "10,000 explicit keys": () => `x:\n  ${"? ".repeat(10_000)}`,
  "10,000 of everything in turn": () => `x:\n  ${"- ? [{".repeat(3_000)}`,
  "10,000 tags and anchors in turn": () => `x: ${"!!x &y ".repeat(10_000)}`,
  "block maps whose keys have anchors": () => deeper(95, (i) => `&a${i} k:`),
  "block lists with anchors": () => deeper(95, (i) => `- &a${i}`),
  "block maps with a tag, an anchor and a key": () => deeper(45, (i) => `- !!map &a${i}`),
  "two anchors in a row at every level": () => deeper(95, (i) => `&a${i} &b${i} k:`),
  "lists with anchors on one line": () => `x:\n  ${"- &a ".repeat(90)}k: v\n`,
  "explicit keys with anchors": () => `x:\n  ${"? &a ".repeat(90)}a\n`,
  "explicit keys with tags": () => `x:\n  ${"? !!map ".repeat(90)}a\n`,
  "keys of keys": () => `x: ${"[".repeat(90)}a${"]: b".repeat(90)}`,
  "lists that are keys": () => `x: [${`[${"a,".repeat(1_000)}]: b,`.repeat(1_000)}]`,
  "a list of a million that is a key": () => `x:\n  [${"a,".repeat(MILLION)}]: b\n`,
  "lists with anchors on ten thousand lines": () => `x:\n${`  - &a [${"a,".repeat(100)}]\n`.repeat(10_000)}`,
  "keys that are lists on a hundred thousand lines": () => `x:\n${`  - [${"a,".repeat(10)}]: c\n`.repeat(100_000)}`,
  "a plain text over two million lines": () => `x: ${"word word word\n  ".repeat(2 * MILLION)}`,
  "a plain text with an anchor over two million lines": () => `x: &a ${"word word word\n  ".repeat(2 * MILLION)}`,
  "a plain text of empty lines": () => `x: a${"\n".repeat(30 * MILLION)}b`,
  "lines of spaces": () => `x: a\n${`${" ".repeat(150)}\n`.repeat(200_000)}`,
  "60 MB on one line": () => `x: ${"a".repeat(60 * MILLION)}`,
  "60 MB in quotes that never end": () => `x: "${"a".repeat(60 * MILLION)}`,
  "60 MB of doubled quotes": () => `x: '${"''".repeat(30 * MILLION)}'`,
  "60 MB of escapes": () => `x: "${"\\u0041".repeat(10 * MILLION)}"`,
  "60 MB with a mistake at their end": () => `x: ${"a ".repeat(30 * MILLION)}: b: c`,
  "60 MB of folded lines": () => `x: >\n${"  a\n".repeat(15 * MILLION)}`,
  "60 MB of long folded lines": () => `x: >\n${`  ${"a".repeat(58)}\n`.repeat(MILLION)}`,
  "60 MB outside the first plane": () => `x: ${"😀".repeat(15 * MILLION)}`,
  "60 MB of empty pairs": () => `x: [${":,".repeat(30 * MILLION)}]`,
  "60 MB of list entries": () => `x:\n${"- a\n".repeat(15 * MILLION)}`,
  "60 MB of documents": () => "---\n".repeat(15 * MILLION),
  "60 MB of document ends": () => "...\n".repeat(15 * MILLION),
  "comments only": () => "# a\n".repeat(10 * MILLION),
  "a million keys": () => `x:\n${many(MILLION, (i) => `  k${i}: v\n`)}`,
  "a million times the same key": () => `x:\n${"  k: v\n".repeat(MILLION)}`,
  "a million aliases to one anchor": () => `x: &a 1\ny: [${"*a,".repeat(MILLION)}]`,
  "a million anchors": () => `x: [${many(MILLION, (i) => `&a${i} 1,`)}]`,
  "an alias bomb": () => bomb,
  "a hundred thousand directives": () => `...\n${many(100_000, (i) => `%TAG !t${i}! a\n`)}--- a`,
  "byte order marks on a million lines": () => "\uFEFF\n".repeat(MILLION),
  "byte order marks in front of many lines": () => `x: a\n${`\uFEFF${"\n".repeat(1_000)}`.repeat(500)}`,
  "line ends of another time": () => "x: a\r".repeat(10 * MILLION),
  "pairs over several lines": () => `x: [${"a\n b: c,\n ".repeat(MILLION)}]`,
  "a hundred thousand references to URLs": () => `x:\n${many(100_000, (i) => `  k${i}: {$ref: "http://a/${i}"}\n`)}`,
  "a long indentation": () => `x:\n${`${" ".repeat(100_000)}a: b\n`.repeat(500)}`,
  "a verbatim tag of 30 MB": () => `x: !<${"a".repeat(30 * MILLION)}> b`,
  "a tag of 30 MB": () => `x: !${"a".repeat(30 * MILLION)}\\ b`,
  "a number of 30 MB": () => `x: ${"1".repeat(30 * MILLION)}x`,
  "numbers that are none": () => `x: [${"1_1e5,".repeat(MILLION / 10)}]`,
  "a key of 10 MB": () => `"${"\\u0041".repeat(1_700_000)}": b`,
  "a path of 10 MB": () => `paths: {"/${"{a}/".repeat(2_500_000)}": {get: {security: [{a: []}]}}}`,
  "a scheme's name of 10 MB": () => `paths: {/a: {get: {security: [{"${"a".repeat(60_000)}": []}]}}}`,
  "half a surrogate pair, escaped": () => 'paths: {"/\\ud800": {get: {security: [{"\\udfff": []}]}}}',
  "keys of every object": () => "paths: {__proto__: {get: {}}, constructor: {prototype: {}}, /a: {__proto__: 1}}",
  "schemes that every object has": () =>
    "components: {securitySchemes: {}}\npaths: {/a: {get: {security: [{toString: []}, {__proto__: []}, {constructor: []}]}}}",
  "references in a circle": () =>
    `${many(1_000, (i) => `x${i}: {$ref: "#/x${(i + 1) % 1_000}"}\n`)}paths: {$ref: '#/x0'}`,
  "references in a long row": () =>
    `${many(20_000, (i) => `x${i}: {$ref: "#/x${i + 1}"}\n`)}paths: {/a: {$ref: '#/x0'}}`,
  "a pointer of a million steps": () => `paths: {/a: {$ref: "#${"/a".repeat(30_000)}"}}`,
};

const bytes: Readonly<Record<string, () => Uint8Array>> = {
  "no bytes at all": () => new Uint8Array(),
  "100 MB of zeros": () => new Uint8Array(100 * MILLION),
  "100 MB of spaces": () => new Uint8Array(100 * MILLION).fill(0x20),
  "60 MB of line ends": () => new Uint8Array(60 * MILLION).fill(0x0a),
  "60 MB that are not UTF-8": () => new Uint8Array(60 * MILLION).fill(0xff),
  "a NUL in the middle": () => Buffer.from(`${head}x: "\0"\n`),
  "UTF-16": () => Buffer.from(head, "utf16le"),
  "half a surrogate pair, encoded": () =>
    Buffer.concat([Buffer.from(head), Buffer.of(0x78, 0x3a, 0x20, 0xed, 0xa0, 0x80)]),
};

/** What a checker may be given, by name. */
export const hostile: Readonly<Record<string, () => Uint8Array>> = {
  ...bytes,
  ...Object.fromEntries(Object.entries(texts).map(([name, make]) => [name, () => Buffer.from(head + make())])),
};
