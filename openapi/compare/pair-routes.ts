import { parsePathTemplate } from "../google/path-template.ts";
import { buildRouteTable, findRoute, type RouteTable } from "../google/route-table.ts";
import type { Method } from "../google/service-config.ts";
import { witnessPaths } from "./witness-paths.ts";

/** Requests that one operation took before, and the same or another one takes after. Absent: none did. */
export interface RoutePair {
  readonly before?: Method;
  readonly after?: Method;
  /** One of them, e.g. `GET /orders/w0`. */
  readonly request: string;
}

/**
 * Finds which operations take over requests from which.
 *
 * With equal routes on both sides every operation keeps its own; else witness paths of all templates decide.
 */
export function pairRoutes(before: readonly Method[], after: readonly Method[]): RoutePair[] {
  const now = new Map(after.map((method) => [shapeOf(method), method]));
  const kept = before.flatMap((old): RoutePair[] => {
    const next = now.get(shapeOf(old));
    return next ? [{ before: old, after: next, request: nameOf(next) }] : [];
  });
  if (kept.length === before.length && kept.length === after.length) return kept;

  const templates = new Map(
    [...before, ...after].map(({ pathTemplate }) => [pathTemplate, parsePathTemplate(pathTemplate)]),
  );
  const methods = new Set([...before, ...after].map(({ httpMethod }) => httpMethod));
  const [old, next] = [buildRouteTable(before), buildRouteTable(after)];
  const pairs = new Map<string, RoutePair>();
  for (const path of witnessPaths([...templates.values()])) {
    for (const method of methods) {
      const [was, is] = [route(old, method, path), route(next, method, path)];
      const key = `${was && nameOf(was)}\n${is && nameOf(is)}`;
      if ((was || is) && !pairs.has(key)) {
        pairs.set(key, { ...(was && { before: was }), ...(is && { after: is }), request: `${method} ${path}` });
      }
    }
  }
  return [...pairs.values()];
}

/** How people name a route, e.g. `GET /orders/{id}`. */
export function nameOf({ httpMethod, pathTemplate }: Pick<Method, "httpMethod" | "pathTemplate">): string {
  return `${httpMethod} ${pathTemplate}`;
}

/** A route without the names of its variables, which tell no requests apart. */
export function shapeOf({ httpMethod, pathTemplate }: Pick<Method, "httpMethod" | "pathTemplate">): string {
  const { segments, verb } = parsePathTemplate(pathTemplate);
  return `${httpMethod} /${segments.join("/")}${verb && `:${verb}`}`;
}

function route(table: RouteTable, method: string, path: string): Method | undefined {
  const found = findRoute(table, method, path);
  return found.kind === "match" ? found.method : undefined;
}
