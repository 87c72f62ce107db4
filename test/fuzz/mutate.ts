import type { Random } from "./random.ts";

/** What turns one description into another meaning, or into none. */
const tokens = [
  ...[
    "&a ",
    "*a",
    "!!map ",
    "!!int ",
    "!x ",
    "<<: ",
    "? ",
    "- ",
    "--- ",
    "...\n",
    "%YAML 1.2\n",
    "\t",
    "\r",
    "\0",
    "\uFEFF",
  ],
  ...[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    ": ",
    "'",
    '"',
    "\\",
    "#",
    " #",
    "|\n",
    ">\n",
    "@",
    "`",
    "~",
    "null",
    "true",
    "-0",
    "1e999",
  ],
  ...[
    "__proto__: 1\n",
    "constructor",
    "$ref",
    '"$ref": "#/paths"',
    '{$ref: "#"}',
    "security: []\n",
    "security: [{}]\n",
  ],
  ...[
    '"security": [],',
    "x-google-allow: all\n",
    "x-latchkey-public: true\n",
    "{a=**}",
    "{a}",
    "/",
    "//",
    "/..",
    "%2F",
    ":verb",
  ],
].map((token) => Buffer.from(token));

/** Changes some bytes: one at a time, or a stretch that is cut, doubled, moved or filled with a token. */
export function mutate(source: Uint8Array, random: Random): Uint8Array {
  let bytes = source;
  for (let changes = 1 + random.below(4); changes > 0; changes -= 1) {
    const at = random.below(bytes.length + 1);
    const end = Math.min(bytes.length, at + random.below(80));
    const [before, middle, after] = [bytes.subarray(0, at), bytes.subarray(at, end), bytes.subarray(end)];
    const elsewhere = random.below(bytes.length + 1);
    bytes = random.pick([
      () => Buffer.concat([before, after]),
      () => Buffer.concat([before, middle, middle, after]),
      () => Buffer.concat([before, bytes.subarray(elsewhere, elsewhere + 200), middle, after]),
      () => Buffer.concat([before, random.pick(tokens), middle, after]),
      () => Buffer.concat([before, random.pick(tokens), after]),
      () => Buffer.concat([before, Buffer.of(random.below(256)), middle.subarray(1), after]),
      () => Buffer.concat([before, Buffer.from(" ".repeat(random.below(6))), middle, after]),
      () => (random.below(20) === 0 ? before : Buffer.concat([before, Buffer.of(0x0a), middle, after])),
    ])();
    if (bytes.length === 0) return bytes;
  }
  return bytes;
}
