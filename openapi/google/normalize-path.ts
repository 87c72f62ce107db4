/** Paths that normalisation leaves alone: no escape, no dot at the start of a segment, no empty segment. */
const PLAIN = /^(?:\/[A-Za-z0-9_~!$&'()*+,:;=@[\]-][A-Za-z0-9._~!$&'()*+,:;=@[\]-]*)*\/?$/;

const KEPT = /[A-Za-z0-9._~!$&'()*+,:;=@[\]/-]/;
const UNRESERVED = /[A-Za-z0-9_~-]/;
const ESCAPE = /^%[0-9A-Fa-f]{2}/;

/**
 * The path as the gateway matches **and** forwards it.
 *
 * Dot segments are resolved (`%2E` counts as a dot, `;parameters` after one are dropped with it) and never climb above the root, `\` becomes `/`,
 * escapes of unreserved characters are decoded, all others stay as they are (`%2F` is no slash), runs of slashes become one.
 *
 * @param path - without the query, one character per byte.
 * @returns undefined where the gateway answers 400: the path holds a NUL, escaped or not.
 * @see gateway-semantics §4.5, §12
 */
export function normalizePath(path: string): string | undefined {
  if (PLAIN.test(path)) return path;
  const resolved = resolve(path);
  return resolved?.replace(/\/{2,}/g, "/");
}

function resolve(path: string): string | undefined {
  let out = path.startsWith("/") || path.startsWith("\\") ? "" : "/";
  // A % that starts no escape may form one with what is decoded behind it; where in `out` the last such % stands.
  let strayPercent = Number.NEGATIVE_INFINITY;
  // Looking at the end of a string that grows copies it each time, and paths come from anybody.
  let inSegment = false;
  let at = 0;
  while (at < path.length) {
    const character = path.charAt(at);
    const dot = dotLength(path, at);
    if (dot > 0) {
      const segment = inSegment ? undefined : dotSegment(path, at);
      if (segment === undefined) {
        out += ".";
        inSegment = true;
        at += dot;
      } else {
        if (segment.up) out = out.slice(0, out.lastIndexOf("/", out.length - 2) + 1) || "/";
        at = segment.end;
      }
    } else if (character === "%") {
      if (!ESCAPE.test(path.slice(at, at + 3))) {
        strayPercent = out.length;
        inSegment = true;
        out += "%";
        at += 1;
        continue;
      }
      const kept = path.slice(at, at + 3);
      inSegment = true;
      if (kept === "%00") return undefined;
      const decoded = String.fromCharCode(Number.parseInt(kept.slice(1), 16));
      at += 3;
      if (!UNRESERVED.test(decoded)) {
        out += kept;
        continue;
      }
      out += decoded;
      const next = path.charAt(at);
      const formed = out.slice(strayPercent) + (strayPercent === out.length - 2 ? next : "");
      if (strayPercent >= out.length - 3 && ESCAPE.test(formed))
        out = `${out.slice(0, strayPercent)}%25${out.slice(strayPercent + 1)}`;
    } else {
      if (character === "\0") return undefined;
      out += character === "\\" ? "/" : KEPT.test(character) ? character : escaped(character);
      inSegment = character !== "/" && character !== "\\";
      at += 1;
    }
  }
  return out;
}

function dotLength(path: string, at: number): number {
  if (path[at] === ".") return 1;
  return path[at] === "%" && /^%2e$/i.test(path.slice(at, at + 3)) ? 3 : 0;
}

/** A `.` or `..` segment that starts here, and where what follows it starts. */
function dotSegment(path: string, at: number): { up: boolean; end: number } | undefined {
  const first = at + dotLength(path, at);
  const second = first + dotLength(path, first);
  for (const [up, end] of [[false, first] as const, [true, second] as const]) {
    if (up && second === first) break;
    if (end === path.length) return { up, end };
    if (/[/\\]/.test(path.charAt(end))) return { up, end: end + 1 };
    if (path[end] === ";") {
      const slash = path.slice(end).search(/[/\\]/);
      return { up, end: slash < 0 ? path.length : end + slash + 1 };
    }
  }
  return undefined;
}

function escaped(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}
