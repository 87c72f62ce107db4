import type { CompileSettings } from "../compilation.ts";
import type { DescribedOperation, DescribedQuota } from "../description/description.ts";
import { methods } from "../description/methods.ts";
import type { Demand } from "../policy/demand.ts";
import type { Realisation } from "../policy/realise.ts";
import { documentVersion } from "./document-version.ts";
import { securityDefinitions } from "./security-definitions.ts";

/** One operation as one door carries it. */
export interface CarriedOperation {
  readonly operation: DescribedOperation;
  readonly demand: Demand;
}

/** Everything one gateway document is made of. */
export interface DocumentParts {
  readonly title: string;
  /** In order of path, then method. */
  readonly operations: readonly CarriedOperation[];
  readonly realisation: Realisation;
  readonly quota: DescribedQuota;
  readonly settings: Pick<CompileSettings, "backend" | "revokedKids">;
}

/**
 * Writes a gateway document: Swagger 2.0 in JSON, minimal, the same bytes for the same meaning.
 *
 * Everything is written out on each operation, because Google's defaults differ by level. There is no `host`: API
 * Gateway fills in the managed service.
 */
export function emitDocument({ title, operations, realisation, quota, settings }: DocumentParts): string {
  const used = new Set(operations.flatMap(({ operation }) => Object.keys(operation.metricCosts)));
  const paths = Map.groupBy(operations, ({ operation }) => operation.path);
  const document = {
    swagger: "2.0",
    info: { title, version: documentVersion(settings.revokedKids) },
    schemes: ["https"],
    ...(used.size > 0 && { "x-google-management": management(quota, used) }),
    securityDefinitions: securityDefinitions(operations, realisation),
    paths: Object.fromEntries(
      [...paths].map(([path, carried]) => [path, pathItem(carried, realisation, settings.backend)]),
    ),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function pathItem(carried: readonly CarriedOperation[], realisation: Realisation, stack: CompileSettings["backend"]) {
  return Object.fromEntries(
    methods.flatMap((method) => {
      const found = carried.find(({ operation }) => operation.method === method);
      return found ? [[method.toLowerCase(), operationObject(found, realisation, stack)]] : [];
    }),
  );
}

function operationObject(
  { operation, demand }: CarriedOperation,
  realisation: Realisation,
  stack: CompileSettings["backend"],
) {
  const parameters = [...operation.path.matchAll(/\{([^{}=]+)/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    type: "string",
  }));
  const costs = operation.metricCosts;
  return {
    operationId: operation.operationId,
    ...(parameters.length > 0 && { parameters }),
    security: security(demand, realisation),
    "x-google-backend": backend(operation, stack),
    ...(Object.keys(costs).length > 0 && { "x-google-quota": { metricCosts: costs } }),
    responses: { "200": { description: "OK" } },
  };
}

function security(demand: Demand, { keyScheme }: Realisation): Record<string, never[]>[] {
  const key = demand.key && keyScheme !== undefined ? [[keyScheme, []]] : [];
  if (demand.tokens.length === 0) return demand.open ? [] : [Object.fromEntries(key)];
  return demand.tokens.map((token) => Object.fromEntries([...key, [token, []]]));
}

function backend({ backend: wish }: DescribedOperation, stack: CompileSettings["backend"]) {
  return {
    address: wish.address ?? stack.address,
    jwt_audience: wish.jwtAudience ?? stack.audience,
    path_translation: wish.pathTranslation ?? "APPEND_PATH_TO_ADDRESS",
    deadline: wish.deadlineSeconds ?? stack.deadlineSeconds,
    protocol: wish.protocol ?? stack.protocol,
  };
}

function management({ metrics, limits }: DescribedQuota, used: ReadonlySet<string>) {
  return {
    metrics: [...used].sort().map((name) => ({
      name,
      displayName: metrics.get(name) ?? name,
      valueType: "INT64",
      metricKind: "DELTA",
    })),
    quota: {
      limits: limits
        .filter(({ metric }) => used.has(metric))
        .map(({ name, metric, perMinute }) => ({
          name,
          metric,
          unit: "1/min/{project}",
          values: { STANDARD: perMinute },
        })),
    },
  };
}
