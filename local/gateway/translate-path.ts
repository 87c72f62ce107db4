import type { PathTemplate } from "../../openapi/google/path-template.ts";
import type { Backend, Method } from "../../openapi/google/service-config.ts";

/** A request's target, taken apart. */
export interface Target {
  readonly path: string;
  /** With its `?`; empty without one. */
  readonly query: string;
}

/**
 * The target the backend is asked for.
 *
 * Variables go by the names the document gave them, not by Google's own spelling in the template. `CONSTANT_ADDRESS` appends the template's variables to the query as they stand in the path, so a caller can smuggle parameters in, as at Google.
 * @see gateway-semantics §5.3
 */
export function translatePath(
  { backend, jsonNames = {} }: Pick<Method, "jsonNames"> & { readonly backend: Backend },
  template: PathTemplate,
  { path, query }: Target,
): string {
  const prefix = addressPath(backend.address);
  if (backend.pathTranslation === "APPEND_PATH_TO_ADDRESS") return prefix + path + query;
  const bindings = template.variables.map((variable) => {
    const names = variable.fieldPath.map((name) => jsonNames[name] ?? name);
    return `${names.join(".")}=${bind(template, variable, path)}`;
  });
  const constant = `${prefix || "/"}${query}`;
  if (bindings.length === 0) return constant;
  return `${constant}${query === "" ? "?" : "&"}${bindings.join("&")}`;
}

/** Path of a backend address, without a trailing slash; its query does not count. */
function addressPath(address: string): string {
  const rest = address.replace(/^[a-z]+:\/\//i, "");
  const slash = rest.search(/[/?#]/);
  const path = slash < 0 || rest[slash] !== "/" ? "" : (/^[^?#]*/.exec(rest.slice(slash))?.[0] ?? "");
  return path.endsWith("/") ? path.slice(0, -1) : path;
}

function bind(template: PathTemplate, { start, end }: PathTemplate["variables"][number], path: string): string {
  const verb = template.verb === "" ? "" : `:${template.verb}`;
  const parts = path.slice(1, path.length - verb.length).split("/");
  // Trailing slashes belong to no variable, except before a verb.
  while (verb === "" && parts.at(-1) === "") parts.pop();
  const count = parts.length + (verb === "" ? 0 : 1);
  return parts.slice(start, end < 0 ? count + end + 1 : end).join("/");
}
