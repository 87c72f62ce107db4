import { type ErrorText, LatchkeyError } from "../../errors/latchkey-error.ts";
import type { PathTemplate } from "../google/path-template.ts";
import { FILLER } from "../proof/filler.ts";

/** Enough for every pair that overlaps in a description of real size. */
const MAX_PATHS = 200_000;

/** What can be wrong with templates that are looked at together. */
export const overlapErrors = {
  too_many_overlaps: {
    message: "so many paths of the two descriptions overlap that they cannot be compared request by request",
    fix: "change fewer routes at once, or give paths literals that tell them apart",
  },
} as const satisfies Record<string, ErrorText>;

/** Too many templates overlap, `too_many_overlaps`. */
export class OverlapError extends LatchkeyError {
  constructor() {
    super("too_many_overlaps", overlapErrors.too_many_overlaps);
  }
}

interface Branch {
  readonly children: Map<string, Branch>;
  readonly verbs: Set<string>;
}

/** What is gathered while the tree is walked. */
interface Search {
  readonly root: Branch;
  readonly found: Set<string>;
  /** Segments; no template is as long. */
  readonly longest: number;
}

/**
 * Paths for each pair of templates that some request matches both of, e.g. `/a/b` for `/a/{x}` and `/{y}/b`.
 *
 * Neither template's own witness finds those requests. Where both go on with `**` a third template may take the shorter ones,
 * so every length up to one that no other template has is tried.
 *
 * @throws {OverlapError} where there are too many to look at.
 */
export function overlapPaths(templates: readonly PathTemplate[]): Set<string> {
  const longest = 1 + Math.max(0, ...templates.map(({ segments }) => segments.length));
  const search: Search = { root: branch(), found: new Set(), longest };
  for (const { segments, verb } of templates) {
    let here = search.root;
    for (const segment of segments) {
      const next: Branch = here.children.get(segment) ?? branch();
      here.children.set(segment, next);
      here = next;
    }
    here.verbs.add(verb);
  }
  for (const template of templates) {
    if (template.segments.includes("*") || template.segments.includes("**")) meet(search.root, template, [], search);
  }
  return search.found;
}

function meet(here: Branch, template: PathTemplate, built: readonly string[], search: Search): void {
  const at = built.length;
  const segment = template.segments[at];
  const rest = template.segments.slice(at);
  if (here.children.has("**")) emit([...built, ...rest.map(fill)], [template.verb], search, rest.includes("**"));
  if (segment === undefined) {
    emit(built, here.verbs.size > 0 ? [template.verb, ...here.verbs] : [], search, false);
    return;
  }
  if (segment === "**") {
    everyEnd(here, built, search, false);
    return;
  }
  for (const [child, next] of here.children) {
    if (child === "**") continue;
    if (segment !== "*" && child !== "*" && child !== segment) continue;
    meet(next, template, [...built, child === "*" ? fill(segment) : child], search);
  }
}

function everyEnd(here: Branch, built: readonly string[], search: Search, isOpen: boolean): void {
  emit(built, [...here.verbs], search, isOpen);
  for (const [child, next] of here.children) everyEnd(next, [...built, fill(child)], search, child === "**");
}

/** @param isOpen - both templates match more segments here. */
function emit(built: readonly string[], verbs: readonly string[], search: Search, isOpen: boolean): void {
  const { found, longest } = search;
  const more = isOpen ? Math.max(0, longest - built.length) : 0;
  for (let count = 0; count <= more; count += 1) {
    const path = `/${[...built, ...Array<string>(count).fill(FILLER)].join("/")}`;
    for (const verb of verbs) {
      const end = verb && `:${verb}`;
      found.add(`${path}${end}`);
      // One template ends in a slash that may be there, another in a double wildcard that matches nothing behind it.
      if (path !== "/") found.add(`${path}/${end}`);
    }
  }
  if (found.size > MAX_PATHS) throw new OverlapError();
}

function fill(segment: string): string {
  return segment === "*" || segment === "**" ? FILLER : segment;
}

function branch(): Branch {
  return { children: new Map(), verbs: new Set() };
}
