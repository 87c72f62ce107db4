import {
  boolCoreTag,
  floatCoreTag,
  getScalarValue,
  intCoreTag,
  NOT_RESOLVED,
  nullCoreTag,
  SCALAR_STYLE,
  type ScalarEvent,
  strTag,
} from "js-yaml";
import type { TreeScalar } from "./tree.ts";

const tags = {
  "!": strTag,
  "!!str": strTag,
  "!!int": intCoreTag,
  "!!float": floatCoreTag,
  "!!bool": boolCoreTag,
  "!!null": nullCoreTag,
};
/** What a plain scalar may be besides a text, in the order in which YAML's core schema tries. */
const implicit = [nullCoreTag, boolCoreTag, intCoreTag, floatCoreTag];
/** Characters. Nothing that decides about requests is longer; taking 60 MB of folded lines apart takes seconds. */
export const MAX_SCALAR = 64 * 1024;
const MAYBE_NO_TEXT = /^[-+.\d~nNtTfF]/;

/** A tag this reader does not know, or a value that is not of its tag. */
export class TagError extends Error {}

/**
 * Value of a scalar under YAML 1.2's core schema, which holds JSON's. A very long text is given as it is written.
 *
 * @throws {TagError}
 */
export function readScalar(text: string, event: ScalarEvent): TreeScalar["value"] {
  const isLong = event.valueEnd - event.valueStart > MAX_SCALAR;
  if (isLong && event.tagStart !== -1) throw new TagError("a tag stands at too long a text");
  if (isLong && !event.fast) return text.slice(event.valueStart, event.valueEnd);
  const source = event.valueStart === -1 ? "" : getScalarValue(text, event);
  if (event.tagStart !== -1) return readTagged(source, text.slice(event.tagStart, event.tagEnd));
  if (event.style !== SCALAR_STYLE.PLAIN) return source;
  if (source === "") return null;
  if (!MAYBE_NO_TEXT.test(source)) return source;
  for (const tag of implicit) {
    const value = tag.resolve(source, false, tag.tagName);
    if (value !== NOT_RESOLVED) return value;
  }
  return source;
}

function readTagged(source: string, name: string): TreeScalar["value"] {
  const tag = Object.hasOwn(tags, name) ? tags[name as keyof typeof tags] : undefined;
  const value = tag?.resolve(source, true, tag.tagName);
  if (value === undefined || value === NOT_RESOLVED) throw new TagError(`the tag ${name} is unknown or does not fit`);
  return value;
}
