/** Where an operation stands in a text, found by indentation alone: independently of the parser under test. */
export interface OperationLines {
  /** Line of its path, counted from 0. */
  readonly path: number;
  /** Line of its method. */
  readonly method: number;
  /** Keys below the method. */
  readonly keys: ReadonlySet<string>;
  /** White space in front of the keys below the method, of the method and of the path. */
  readonly indents: { readonly key: string; readonly method: string; readonly path: string };
}

const METHOD = /^(\s*)(["']?)(get|put|post|delete|patch|head|options)\2:\s*(\{)?\s*$/;
const KEY = /^(\s*)(["']?)([^"'#\s][^"']*?)\2:(\s|$)/;

/** Line of the root's `paths`, counted from 0: the one with the least in front of it, since schemas have such a field too. */
export function findPaths(lines: readonly string[]): number {
  const found = lines.flatMap((line, at) =>
    /^\s*"?paths"?:/.test(line) ? [{ at, depth: indentOf(line).length }] : [],
  );
  return found.toSorted((a, b) => a.depth - b.depth)[0]?.at ?? -1;
}

/** Finds the operations of a description that has every key on a line of its own. */
export function findOperations(lines: readonly string[]): OperationLines[] {
  const start = findPaths(lines);
  const root = indentOf(lines[start] ?? "");
  const found: OperationLines[] = [];
  for (let at = start + 1; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    if (line.trim() !== "" && indentOf(line).length <= root.length) break;
    const method = METHOD.exec(line);
    const path = method ? parentOf(lines, at, start) : undefined;
    const next = lines[at + 1] ?? "";
    const key = KEY.exec(next)?.[1];
    if (!method || path === undefined || key === undefined || key.length <= (method[1] ?? "").length) continue;
    found.push({
      path,
      method: at,
      keys: keysBelow(lines, at, key),
      indents: { key, method: method[1] ?? "", path: indentOf(lines[path] ?? "") },
    });
  }
  return found;
}

/** The path of a method: the line before with less white space, if it stands directly below `paths`. */
function parentOf(lines: readonly string[], at: number, paths: number): number | undefined {
  const own = indentOf(lines[at] ?? "").length;
  for (let above = at - 1; above > paths; above -= 1) {
    const line = lines[above] ?? "";
    if (line.trim() === "" || line.trim().startsWith("#") || indentOf(line).length >= own) continue;
    const isPath = /^\s*["']?\//.test(line) && grandparent(lines, above, paths);
    return isPath ? above : undefined;
  }
  return undefined;
}

function grandparent(lines: readonly string[], at: number, paths: number): boolean {
  const own = indentOf(lines[at] ?? "").length;
  const first = lines.slice(paths + 1).find((line) => line.trim() !== "" && !line.trim().startsWith("#"));
  return own === indentOf(first ?? "").length;
}

function keysBelow(lines: readonly string[], at: number, indent: string): Set<string> {
  const keys = new Set<string>();
  for (let below = at + 1; below < lines.length; below += 1) {
    const line = lines[below] ?? "";
    if (line.trim() === "") continue;
    const own = indentOf(line);
    if (own.length < indent.length) break;
    const key = own === indent ? KEY.exec(line)?.[3] : undefined;
    if (key !== undefined) keys.add(key);
  }
  return keys;
}

function indentOf(line: string): string {
  return /^\s*/.exec(line)?.[0] ?? "";
}
