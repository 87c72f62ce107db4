import { printable } from "../../openapi/printable.ts";
import type { ListedRoute, RouteDemand } from "../list-routes.ts";
import { table } from "./table.ts";

/** Routes for people, in match order: method, path, what each door demands, and the backend where it is another one. */
export function tellRoutes(routes: readonly ListedRoute[]): string {
  const doors = Object.keys(routes[0]?.doors ?? {});
  const elsewhere = routes.some(({ backend }) => backend);
  const rows = routes.map(({ method, template, doors: demands, backend }) => [
    method,
    template,
    ...Object.values(demands).map(tellDemand),
    ...(elsewhere ? [backend?.address ?? ""] : []),
  ]);
  const head = ["", "path", ...doors.map((door) => `at ${door}`), ...(elsewhere ? ["backend"] : [])];
  return table([head, ...rows].map((row) => row.map(printable)));
}

/** e.g. `open`, `key`, `token(own|partner)`, `key + token(own)`. */
function tellDemand({ key, tokens }: RouteDemand): string {
  const token = tokens.length > 0 ? `token(${tokens.join("|")})` : "";
  return [key ? "key" : "", token].filter(Boolean).join(" + ") || "open";
}
