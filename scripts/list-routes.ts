import type { CompileSettings, DoorName } from "../openapi/compilation.ts";
import { compileDocument } from "../openapi/google/compile-document.ts";
import { buildRouteTable } from "../openapi/google/route-table.ts";
import type { Backend, Method } from "../openapi/google/service-config.ts";

/** What one door demands of a request. */
export interface RouteDemand {
  readonly key: boolean;
  /** A token of any one of these schemes; empty: none. */
  readonly tokens: readonly string[];
}

/** One route of the gateways. */
export interface ListedRoute {
  readonly method: string;
  readonly template: string;
  readonly operationId: string;
  readonly doors: Readonly<Partial<Record<DoorName, RouteDemand>>>;
  /** Where it is not the stack's own service. */
  readonly backend?: Backend;
}

/**
 * Lists the routes of some doors in the order in which their gateways try them. Every door carries all of them.
 *
 * @param documents - gateway document of each door.
 */
export function listRoutes(
  documents: Readonly<Partial<Record<DoorName, string>>>,
  { backend }: Pick<CompileSettings, "backend">,
): ListedRoute[] {
  const tables = Object.entries(documents).map(([door, document]) => ({
    door,
    order: buildRouteTable(compileDocument(document).methods).order,
  }));
  return (tables[0]?.order ?? []).map((route, index) => ({
    method: route.httpMethod,
    template: route.pathTemplate,
    operationId: route.operationId,
    doors: Object.fromEntries(tables.map(({ door, order }) => [door, demandOf(order[index] ?? route)])),
    ...(route.backend?.address !== backend.address && { backend: route.backend }),
  }));
}

function demandOf({ apiKeyRequired, providerIds }: Method): RouteDemand {
  return { key: apiKeyRequired, tokens: providerIds };
}
