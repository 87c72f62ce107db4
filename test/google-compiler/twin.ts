/** The form of an API key scheme that Google's compiler of 2018 knows. */
const known = { type: "apiKey", name: "key", in: "query" };

/** A gateway document in which every API key in `x-api-key` is written `in: query, name: key`, and nothing else is changed. */
export function twinOf(document: string): string {
  const { securityDefinitions, ...rest } = JSON.parse(document) as { securityDefinitions?: Record<string, object> };
  const schemes = Object.entries(securityDefinitions ?? {}).map(([name, scheme]) => [
    name,
    isKeyInHeader(scheme) ? known : scheme,
  ]);
  return JSON.stringify({ ...rest, ...(securityDefinitions && { securityDefinitions: Object.fromEntries(schemes) }) });
}

function isKeyInHeader(scheme: object): boolean {
  return "in" in scheme && scheme.in === "header" && "name" in scheme && scheme.name === "x-api-key";
}
