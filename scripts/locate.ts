import { isMap, isScalar, isSeq, LineCounter, type Node, type ParsedNode, parseDocument } from "yaml";

/** A place in a text, counted from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** Finds the place of a value by its full path, e.g. `latchkey:consumers.acme.tokens[0].kid`. Names may hold dots themselves. */
export type Locate = (problemKey: string) => TextPlace | undefined;

/**
 * Finds where settings stand in the text of a stack's configuration.
 *
 * @returns gives the place of the key, or of the nearest one around it that is there; nothing when not even the setting is.
 */
export function locateIn(yamlText: string): Locate {
  const lines = new LineCounter();
  const config = parseDocument(yamlText, { lineCounter: lines }).get("config");
  return (problemKey) => {
    const offset = isMap(config) ? find(config, problemKey) : undefined;
    if (offset === undefined) return undefined;
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
}

/** Offset of the deepest part of a path that is there. */
function find(node: unknown, path: string): number | undefined {
  if (isSeq(node)) {
    const [step, index] = /^\[(\d+)\]/.exec(path) ?? [];
    const item = index === undefined ? undefined : node.items[Number(index)];
    return step === undefined ? undefined : (find(item, below(path, step)) ?? offsetOf(item));
  }
  if (!isMap(node)) return undefined;
  const entries = node.items
    .map((pair) => ({ ...pair, name: String(isScalar(pair.key) ? pair.key.value : pair.key) }))
    .filter(({ name }) => path.startsWith(name) && /^(\.|\[|$)/.test(path.slice(name.length)))
    .sort((a, b) => b.name.length - a.name.length);
  const [entry] = entries;
  return entry && (find(entry.value, below(path, entry.name)) ?? offsetOf(entry.key));
}

function below(path: string, step: string): string {
  return path.slice(step.length).replace(/^\./, "");
}

function offsetOf(node: unknown): number | undefined {
  return (node as Node | ParsedNode | undefined)?.range?.[0];
}
