import fc from "fast-check";
import structs from "google-protobuf/google/protobuf/struct_pb.js";
import { describe, expect, test } from "vitest";
import { ARCHIVE, ASSET, type Marked, SECRET, UNKNOWN } from "../../../local/engine/graph.ts";
import { marshal, marshalOutputs, unmarshal } from "../../../local/engine/marshal.ts";

const key = fc.string().filter((text) => !text.startsWith("$") && text !== "__proto__");
const plain = fc.oneof(
  fc.string(),
  fc.boolean(),
  fc.constant(null),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const asset = fc.record({ text: fc.string() }).map((text): Marked => ({ [ASSET]: text }));
const archive = fc.record({ path: fc.string() }).map((path): Marked => ({ [ARCHIVE]: path }));
const { open } = fc.letrec<{ open: Marked; bare: Marked }>((tie) => ({
  bare: fc.oneof(
    { maxDepth: 3 },
    plain,
    asset,
    archive,
    fc.constant({ [UNKNOWN]: true }),
    fc.array(tie("open"), { maxLength: 3 }),
    fc.dictionary(key, tie("open"), { maxKeys: 3 }),
  ),
  open: fc.oneof(
    { maxDepth: 3 },
    tie("bare"),
    tie("bare").map((value): Marked => ({ [SECRET]: value })),
  ),
}));
const values = fc.dictionary(key, open, { maxKeys: 4 });

describe("values", () => {
  test("come back from the wire as they went", () => {
    fc.assert(
      fc.property(values, (sent) => {
        expect(unmarshal(marshal(sent), "a test")).toEqual(sent);
      }),
    );
  });

  test("come back as they went when secrets and unknowns travel as output values", () => {
    fc.assert(
      fc.property(fc.dictionary(key, fc.oneof(plain, secretOf(plain), fc.constant({ [UNKNOWN]: true }))), (sent) => {
        expect(unmarshal(marshalOutputs(sent), "a test")).toEqual(sent);
      }),
    );
  });

  test("of a double secret get one envelope", () => {
    const twice = marshal({ password: { [SECRET]: { [SECRET]: "hush" } } });

    expect(unmarshal(twice, "a test")).toEqual({ password: { [SECRET]: "hush" } });
  });
});

describe("an object with a single key of ours", () => {
  test.each([SECRET, UNKNOWN, ASSET, ARCHIVE])("%s is refused", (reserved) => {
    const struct = structs.Struct.fromJavaScript({ deep: [{ [reserved]: "x" }] });

    expect(() => unmarshal(struct, "the inputs of thing")).toThrow(
      expect.objectContaining({ code: "reserved_key", details: { place: "the inputs of thing", key: reserved } }),
    );
  });
});

function secretOf(value: fc.Arbitrary<Marked>): fc.Arbitrary<Marked> {
  return value.map((inner) => ({ [SECRET]: inner }));
}
