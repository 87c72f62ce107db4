import type { JwtProvider, Method, ServiceConfig } from "./service-config.ts";

/** Methods that an http rule has a field for; the others are `custom`. */
const fields = new Set(["GET", "PUT", "POST", "DELETE", "PATCH"]);

/**
 * Writes what decides about requests as Google's service configuration has it, in the JSON of protocol buffers.
 *
 * Only what {@link ServiceConfig} knows: types, documentation and monitoring are left out.
 * @see https://docs.cloud.google.com/service-infrastructure/docs/service-management/reference/rest/v1/services.configs
 */
export function renderServiceConfig(config: ServiceConfig): object {
  const { methods, providers, quotaLimits } = config;
  const metered = methods.filter(({ metricCosts }) => Object.keys(metricCosts).length > 0);
  return {
    apis: apis(methods),
    http: { rules: methods.map(httpRule) },
    authentication: { rules: methods.map(authenticationRule), providers: providers.map(provider) },
    usage: {
      rules: methods.flatMap(({ selector, apiKeyRequired }) =>
        apiKeyRequired ? [] : [{ selector, allowUnregisteredCalls: true }],
      ),
    },
    backend: { rules: methods.flatMap(backendRule) },
    ...((quotaLimits.length > 0 || metered.length > 0) && {
      quota: {
        limits: quotaLimits.map(({ name, metric, perMinute }) => ({
          name,
          metric,
          unit: "1/min/{project}",
          values: { STANDARD: String(perMinute) },
        })),
        metricRules: metered.map(({ selector, metricCosts }) => ({
          selector,
          metricCosts: Object.fromEntries(Object.entries(metricCosts).map(([metric, cost]) => [metric, String(cost)])),
        })),
      },
    }),
    ...(config.allowCors && { endpoints: [{ allowCors: true }] }),
  };
}

function apis(methods: readonly Method[]): object[] {
  const split = ({ selector }: Method) => selector.lastIndexOf(".");
  const names = Map.groupBy(methods, (method) => method.selector.slice(0, split(method)));
  return [...names].map(([name, own]) => ({
    name,
    methods: own.map((method) => ({ name: method.selector.slice(split(method) + 1) })),
  }));
}

function httpRule({ selector, httpMethod, pathTemplate }: Method): object {
  if (fields.has(httpMethod)) return { selector, [httpMethod.toLowerCase()]: pathTemplate };
  return { selector, custom: { kind: httpMethod, path: pathTemplate } };
}

function authenticationRule({ selector, providerIds, audiencesHere }: Method): object {
  if (providerIds.length === 0) return { selector };
  return {
    selector,
    requirements: providerIds.map((providerId) => {
      const audiences = audiencesHere?.[providerId];
      return { providerId, ...(audiences && { audiences: audiences.join(",") }) };
    }),
  };
}

function provider({ id, issuer, jwksUri, audiences, locations }: JwtProvider): object {
  return {
    id,
    issuer,
    ...(jwksUri !== undefined && { jwksUri }),
    ...(audiences.length > 0 && { audiences: audiences.join(",") }),
    jwtLocations: locations.map((location) =>
      "query" in location
        ? { query: location.query }
        : { header: location.header, ...(location.valuePrefix !== "" && { valuePrefix: location.valuePrefix }) },
    ),
  };
}

function backendRule({ selector, backend }: Method): object[] {
  if (!backend) return [];
  const { address, pathTranslation, jwtAudience, disableAuth, deadlineSeconds, protocol } = backend;
  return [
    {
      selector,
      ...(address !== "" && { address }),
      pathTranslation,
      ...(jwtAudience !== undefined && { jwtAudience }),
      ...(disableAuth && { disableAuth }),
      deadline: deadlineSeconds,
      protocol,
    },
  ];
}
