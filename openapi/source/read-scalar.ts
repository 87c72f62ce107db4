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
const MAYBE_NO_TEXT = /^[-+.\d~nNtTfF]/;

/** A tag this reader does not know, or a value that is not of its tag. */
export class TagError extends Error {}

/**
 * Value of a scalar under YAML 1.2's core schema, which holds JSON's.
 *
 * @throws {TagError}
 */
export function readScalar(text: string, event: ScalarEvent): TreeScalar["value"] {
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
