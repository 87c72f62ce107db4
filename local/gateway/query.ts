/**
 * First value of a query parameter, as it stands: names are case-sensitive and nothing is decoded.
 *
 * @param query - with or without the leading `?`.
 * @returns undefined where the parameter is absent, empty where it has no value.
 */
export function rawQueryValue(query: string, name: string): string | undefined {
  return find(query, (candidate) => candidate === name);
}

/** The same with names and values percent-decoded; an escape that is none stays as it is. */
export function decodedQueryValue(query: string, name: string): string | undefined {
  const raw = find(query, (candidate) => candidate === name || decode(candidate) === name);
  return raw === undefined ? undefined : decode(raw);
}

function find(query: string, wanted: (name: string) => boolean): string | undefined {
  if (query.length < 2) return undefined;
  for (const pair of query.replace(/^\?/, "").split("&")) {
    const equals = pair.indexOf("=");
    if (wanted(equals < 0 ? pair : pair.slice(0, equals))) return equals < 0 ? "" : pair.slice(equals + 1);
  }
  return undefined;
}

function decode(text: string): string {
  if (!text.includes("%")) return text;
  return text.replace(/%([0-9A-Fa-f]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}
