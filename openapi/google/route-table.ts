import { type ErrorText, LatchkeyError } from "../../errors/latchkey-error.ts";
import { type PathTemplate, parsePathTemplate, pathTemplatePattern } from "./path-template.ts";
import type { Method } from "./service-config.ts";

/** One path shape with the methods it is served for. */
interface Route {
  /** Place in the order in which the gateway tries them. */
  readonly rank: number;
  readonly template: PathTemplate;
  /** Undefined where the walk through the table already proves the match. */
  readonly pattern: RegExp | undefined;
  readonly methods: ReadonlyMap<string, RoutedMethod>;
}

interface RoutedMethod {
  readonly method: Method;
  readonly template: PathTemplate;
}

interface Node {
  readonly children: Map<string, Node>;
  /** Routes whose path ends here. */
  readonly ends: Route[];
  /** Routes that hold `**` or a verb from here on; their pattern decides. */
  readonly open: Route[];
}

/** Every route of a door, indexed by segment. Made by {@link buildRouteTable}. */
export interface RouteTable {
  /** Methods in the order in which the gateway tries them. */
  readonly order: readonly Method[];
  readonly root: Node;
}

/** What the gateway makes of a method and a path. */
export type RouteResult =
  | { readonly kind: "match"; readonly method: Method; readonly template: PathTemplate }
  | { readonly kind: "method_not_allowed"; readonly template: string }
  | { readonly kind: "not_found" };

const texts = {
  route_duplicate: {
    message: "duplicate http pattern `{method} {template}`",
    fix: "two operations take the same requests: variable names do not tell paths apart, so remove one of them",
  },
} as const satisfies Record<string, ErrorText>;

/** Two operations of the same method and path shape, `route_duplicate`. */
export class DuplicateRouteError extends LatchkeyError {
  constructor(method: string, template: string) {
    super("route_duplicate", texts.route_duplicate, { method, template });
  }
}

const NOT_FOUND: RouteResult = { kind: "not_found" };

/**
 * Puts operations into the order in which the gateway tries them.
 *
 * @throws {PathTemplateError} for a path outside the grammar.
 * @throws {DuplicateRouteError} for two operations of one method and path shape; Google refuses the configuration.
 * @see gateway-semantics §4.3
 */
export function buildRouteTable(methods: readonly Method[]): RouteTable {
  const shapes = new Map<string, { parts: readonly string[]; routed: Map<string, RoutedMethod> }>();
  for (const method of methods) {
    const template = parsePathTemplate(method.pathTemplate);
    // Google's sort sees the verb as one more segment, so /a:read and /a/read of one method collide.
    const parts = template.verb === "" ? template.segments : [...template.segments, template.verb];
    const shape = shapes.get(parts.join("/")) ?? { parts, routed: new Map() };
    if (shape.routed.has(method.httpMethod)) throw new DuplicateRouteError(method.httpMethod, method.pathTemplate);
    shape.routed.set(method.httpMethod, { method, template });
    shapes.set(parts.join("/"), shape);
  }

  const root = newNode();
  const order: Method[] = [];
  let rank = 0;
  for (const shape of [...shapes.values()].sort((a, b) => compareParts(a.parts, b.parts))) {
    const routed = [...shape.routed.values()].sort((a, b) => compareMethods(a.method.httpMethod, b.method.httpMethod));
    order.push(...routed.map(({ method }) => method));
    for (const [pattern, group] of Map.groupBy(routed, ({ template }) => pathTemplatePattern(template))) {
      addRoute(root, pattern, group, rank);
      rank += 1;
    }
  }
  return { order, root };
}

/**
 * Finds what the gateway does with a request, before any credential is looked at.
 *
 * A template that matches without this method is passed over for a less specific one that has it; only when none does, the first is named.
 *
 * @param path - normalised, without the query.
 * @see gateway-semantics §4.3
 */
export function findRoute(table: RouteTable, httpMethod: string, path: string): RouteResult {
  if (!path.startsWith("/")) return NOT_FOUND;
  const candidates: Route[] = [];
  collect(table.root, path.split("/"), 1, candidates);
  if (candidates.length > 1) candidates.sort((a, b) => a.rank - b.rank);

  let refused: Route | undefined;
  for (const route of candidates) {
    if (route.pattern !== undefined && !route.pattern.test(path)) continue;
    const routed = route.methods.get(httpMethod) ?? route.methods.get("*");
    if (routed !== undefined) return { kind: "match", method: routed.method, template: routed.template };
    refused ??= route;
  }
  return refused === undefined ? NOT_FOUND : { kind: "method_not_allowed", template: refused.template.text };
}

function newNode(): Node {
  return { children: new Map(), ends: [], open: [] };
}

function addRoute(root: Node, pattern: string, group: readonly RoutedMethod[], rank: number): void {
  const template = group[0]?.template;
  if (template === undefined) return;
  const { segments, verb } = template;
  const rest = segments.indexOf("**");
  const walked = rest >= 0 ? rest : verb === "" ? segments.length : segments.length - 1;
  let node = root;
  for (const segment of segments.slice(0, walked)) {
    const child = node.children.get(segment) ?? newNode();
    node.children.set(segment, child);
    node = child;
  }
  const route = { rank, template, methods: new Map(group.map((routed) => [routed.method.httpMethod, routed])) };
  if (walked === segments.length) node.ends.push({ ...route, pattern: undefined });
  else node.open.push({ ...route, pattern: new RegExp(pattern, "s") });
}

function collect(node: Node, parts: readonly string[], at: number, found: Route[]): void {
  if (node.open.length > 0) found.push(...node.open);
  const part = parts[at];
  if (part === undefined || (part === "" && at === parts.length - 1)) {
    found.push(...node.ends);
    return;
  }
  const literal = node.children.get(part);
  // A request's own "*" must not find the wildcard twice.
  if (literal !== undefined && part !== "*") collect(literal, parts, at + 1, found);
  if (part === "") return;
  const wildcard = node.children.get("*");
  if (wildcard !== undefined) collect(wildcard, parts, at + 1, found);
}

/** Literals by alphabet, then `*`, then `**`; a prefix before what extends it, but `**` after what extends it. */
function compareParts(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i += 1) {
    const x = a[i];
    const y = b[i];
    if (x === y) continue;
    if (x === undefined) return a[i - 1] === "**" ? 1 : -1;
    if (y === undefined) return b[i - 1] === "**" ? -1 : 1;
    return breadth(x) - breadth(y) || (x < y ? -1 : 1);
  }
  return 0;
}

function breadth(part: string): number {
  return part === "**" ? 2 : part === "*" ? 1 : 0;
}

function compareMethods(a: string, b: string): number {
  if (a === b) return 0;
  if (a === "*") return 1;
  if (b === "*") return -1;
  return a < b ? -1 : 1;
}
