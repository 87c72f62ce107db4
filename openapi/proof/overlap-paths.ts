import type { PathTemplate } from "../google/path-template.ts";
import { FILLER } from "./filler.ts";

/** Enough for every pair that overlaps in a description of real size; beyond, the plain witnesses stand alone. */
const MAX_PATHS = 50_000;

interface Branch {
  readonly children: Map<string, Branch>;
  readonly verbs: Set<string>;
}

/**
 * One path for each pair of templates that some request matches both of, e.g. `/a/b` for `/a/{x}` and `/{y}/b`.
 *
 * Neither template's own witness finds those requests.
 */
export function overlapPaths(templates: readonly PathTemplate[]): Set<string> {
  const root = branch();
  for (const { segments, verb } of templates) {
    let here = root;
    for (const segment of segments) {
      const next: Branch = here.children.get(segment) ?? branch();
      here.children.set(segment, next);
      here = next;
    }
    here.verbs.add(verb);
  }
  const found = new Set<string>();
  for (const template of templates) {
    if (template.segments.includes("*") || template.segments.includes("**")) meet(root, template, 0, [], found);
  }
  return found;
}

function meet(here: Branch, template: PathTemplate, at: number, built: readonly string[], found: Set<string>): void {
  if (found.size >= MAX_PATHS) return;
  const segment = template.segments[at];
  const rest = template.segments.slice(at);
  if (here.children.has("**")) emit([...built, ...rest.map(fill)], [template.verb], found);
  if (segment === undefined) {
    emit(built, here.verbs.size > 0 ? [template.verb, ...here.verbs] : [], found);
    return;
  }
  if (segment === "**") {
    everyEnd(here, built, found);
    return;
  }
  for (const [child, next] of here.children) {
    if (child === "**") continue;
    if (segment !== "*" && child !== "*" && child !== segment) continue;
    meet(next, template, at + 1, [...built, child === "*" ? fill(segment) : child], found);
  }
}

function everyEnd(here: Branch, built: readonly string[], found: Set<string>): void {
  if (found.size >= MAX_PATHS) return;
  emit(built, [...here.verbs], found);
  for (const [child, next] of here.children) everyEnd(next, [...built, fill(child)], found);
}

function emit(built: readonly string[], verbs: readonly string[], found: Set<string>): void {
  const path = `/${built.join("/")}`;
  for (const verb of verbs) {
    const end = verb && `:${verb}`;
    found.add(`${path}${end}`);
    // One template ends in a slash that may be there, another in a double wildcard that matches nothing behind it.
    if (built.length > 0) found.add(`${path}/${end}`);
  }
}

function fill(segment: string): string {
  return segment === "*" || segment === "**" ? FILLER : segment;
}

function branch(): Branch {
  return { children: new Map(), verbs: new Set() };
}
