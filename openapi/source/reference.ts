import { dirname, isAbsolute, join, normalize, relative } from "node:path/posix";

/** Where a `$ref` leads. */
export type Reference =
  | { readonly kind: "here" /** JSON pointer, decoded from the fragment. */; readonly pointer: string }
  | {
      readonly kind: "file" /** Relative to where the description's own name is. */;
      readonly file: string;
      readonly pointer: string;
    }
  | { readonly kind: "url" }
  | { readonly kind: "outside" };

/**
 * Reads a `$ref`.
 *
 * @param from - file it stands in.
 * @param base - the description's own file: what is not below its folder is `outside`.
 */
export function readReference(ref: string, from: string, base: string): Reference {
  const hash = ref.indexOf("#");
  const path = decode(hash === -1 ? ref : ref.slice(0, hash));
  const pointer = hash === -1 ? "" : decode(ref.slice(hash + 1));
  if (path === "") return { kind: "here", pointer };
  if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(path)) return { kind: "url" };
  // A backslash separates folders on some systems and is part of a name on others.
  if (isAbsolute(path) || path.includes("\\")) return { kind: "outside" };
  const file = join(dirname(from), path);
  const within = relative(dirname(normalize(base)), file);
  return within === ".." || within.startsWith("../") ? { kind: "outside" } : { kind: "file", file, pointer };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
