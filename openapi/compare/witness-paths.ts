import { normalizePath } from "../google/normalize-path.ts";
import type { PathTemplate } from "../google/path-template.ts";
import { FILLER } from "../proof/filler.ts";
import { overlapPaths } from "./overlap-paths.ts";

/**
 * Paths that together reach every way a request can find, miss or fall through the templates.
 *
 * @returns normalised paths, each once. What the gateway refuses before routing is left out.
 * @see gateway-semantics §4.2, §4.3, §4.5
 */
export function witnessPaths(templates: readonly PathTemplate[]): string[] {
  const found = new Set<string>();
  const keep = (raw: string) => {
    const path = normalizePath(raw);
    if (path !== undefined) found.add(path);
  };
  keep("/");
  keep(`/${FILLER}`);
  keep(`/${FILLER}/${FILLER}`);
  const longest = 1 + Math.max(0, ...templates.map(({ segments }) => segments.length));
  for (const template of templates) {
    for (const raw of spellings(template)) keep(raw);
    for (const raw of longerThan(template, longest)) keep(raw);
  }
  for (const raw of overlapPaths(templates)) keep(raw);
  return [...found];
}

/** Requests around one template: spelt plainly, spelt in disguise, one segment more and one less. */
function spellings(template: PathTemplate): string[] {
  const verb = template.verb ? `:${template.verb}` : "";
  const fill = (single: string, rest: string) =>
    `/${template.segments.map((segment) => (segment === "*" ? single : segment === "**" ? rest : segment)).join("/")}`;
  const plain = fill(FILLER, `${FILLER}/${FILLER}`);
  const parent = plain.slice(0, plain.lastIndexOf("/")) || "/";
  const prefix = fill(FILLER, "**").replace(/\/\*\*.*$/, "") || "/";
  const first = plain.slice(0, 2) + plain.slice(2).toUpperCase();
  return [
    `${plain}${verb}`,
    `${plain}/${verb}`,
    `${plain}${verb}/`,
    `${plain}//`,
    `${plain}/.`,
    `${plain}/${FILLER}/..${verb}`,
    `/${FILLER}/..${plain}${verb}`,
    `/${FILLER}/%2e%2e${plain}${verb}`,
    `/.${plain.replaceAll("/", "//")}${verb}`,
    plain.replaceAll("/", "\\"),
    `${parent}%2F${plain.slice(plain.lastIndexOf("/") + 1)}`,
    plain.slice(0, 1) + percentEncodeFirst(plain.slice(1)) + verb,
    plain.toUpperCase(),
    first,
    fill(`${FILLER}%2F${FILLER}`, `${FILLER}%2f${FILLER}`) + verb,
    fill(`${FILLER}:verb`, `${FILLER}:verb`),
    fill(FILLER, FILLER) + verb,
    fill(FILLER, "") + verb,
    fill("", ""),
    `${plain}/${FILLER}${verb}`,
    `${plain}:${FILLER}`,
    prefix,
    parent,
    `${parent}/`,
    plain,
  ];
}

/** A double wildcard filled to every length, up to one that no other template has. */
function longerThan({ segments, verb }: PathTemplate, longest: number): string[] {
  if (!segments.includes("**")) return [];
  return Array.from({ length: longest }, (_, count) => {
    const rest = Array<string>(count + 1).fill(FILLER);
    const filled = segments.flatMap((segment) => (segment === "**" ? rest : segment === "*" ? FILLER : segment));
    return `/${filled.join("/")}${verb && `:${verb}`}`;
  });
}

function percentEncodeFirst(text: string): string {
  const code = text.charCodeAt(0);
  return Number.isNaN(code) || code > 0x7f ? text : `%${code.toString(16).padStart(2, "0")}${text.slice(1)}`;
}
