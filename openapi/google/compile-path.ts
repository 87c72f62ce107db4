import { GoogleCompileError } from "./compile-error.ts";
import { textOf } from "./json.ts";
import { fieldName, fieldNamesIn } from "./names.ts";
import type { Method } from "./service-config.ts";

const LITERAL = "[^/*{}=]+";
const INNER = `(?:\\*\\*?|/|${LITERAL})`;
const SEGMENT = `(?:${INNER}|\\{${LITERAL}(?:=${INNER}(?:/${INNER})*)?\\})`;
/** Google's compiler is laxer than the gateway, but takes `=` only behind the name of a parameter. Nesting is left out. */
const TEMPLATE = new RegExp(`^(?:/|(?:/${SEGMENT})+(?::${LITERAL})?)$`);

/**
 * Compiles a path into the template of its http rule.
 *
 * Every parameter of the path has to be a field of the request, and only declared parameters become one, in Google's
 * spelling. Google respells those of path and query in the path too, but not inside `{name=…}`.
 *
 * @param parameters - those of the operation and of its path item.
 * @throws {GoogleCompileError} `invalid_path`, `undefined_parameter`.
 * @see gateway-semantics §1.8, §4.1
 */
export function compilePath(
  basePath: string,
  path: string,
  parameters: readonly unknown[],
  where: string,
): Pick<Method, "pathTemplate" | "jsonNames"> {
  const respelt = new Set(
    parameters
      .filter((parameter) => ["path", "query"].includes(textOf(parameter, "in") ?? ""))
      .map((parameter) => textOf(parameter, "name") ?? ""),
  );
  const pathTemplate = basePath + fieldNamesIn(path, respelt);
  if (!TEMPLATE.test(pathTemplate) || /^\/:[^/]*$/.test(pathTemplate)) {
    throw new GoogleCompileError("invalid_path", { where, template: pathTemplate });
  }
  const declared = new Set<string>();
  const distinct = new Map(
    parameters.map((it) => [`${textOf(it, "in")} ${textOf(it, "name")}`, textOf(it, "name") ?? ""]),
  );
  for (const field of [...distinct.values()].map(fieldName)) {
    if (declared.has(field)) throw new GoogleCompileError("duplicate_parameter", { where, field });
    declared.add(field);
  }
  for (const [, written = ""] of pathTemplate.matchAll(/\{([^{}=]+)/g)) {
    const field = written.trim();
    // Each is taken once, so a second one finds nothing.
    if (!declared.delete(field)) throw new GoogleCompileError("undefined_parameter", { where, field });
  }
  const changed = [...respelt].filter((name) => path.includes(`{${name}}`) && fieldName(name) !== name);
  return {
    pathTemplate,
    ...(changed.length > 0 && { jsonNames: Object.fromEntries(changed.map((name) => [fieldName(name), name])) }),
  };
}
