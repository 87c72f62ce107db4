import { GoogleCompileError } from "./compile-error.ts";
import { textOf } from "./json.ts";
import { fieldName, fieldNamesIn } from "./names.ts";
import type { Method } from "./service-config.ts";

const LITERAL = "[^/*{}=]+";
const INNER = `(?:\\*\\*?|${LITERAL})`;
const SEGMENT = `(?:${INNER}|\\{${LITERAL}(?:=${INNER}(?:/${INNER})*)?\\})`;
/** Google's compiler is laxer than the gateway, but takes `=` only behind the name of a parameter. */
const TEMPLATE = new RegExp(`^(?:/|(?:/${SEGMENT})+(?::${LITERAL})?)$`);

/**
 * Compiles a path into the template of its http rule.
 *
 * Every parameter of the path has to be a field of the request, and only declared parameters become one, in Google's
 * spelling. Google respells them in the path too, but not inside `{name=…}`.
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
  const named = (...places: string[]) =>
    parameters
      .filter((parameter) => places.includes(textOf(parameter, "in") ?? ""))
      .map((it) => textOf(it, "name") ?? "");
  const respelt = new Set(named("path", "query"));
  const pathTemplate = basePath + fieldNamesIn(path, respelt);
  if (!TEMPLATE.test(pathTemplate) || /^\/:[^/]*$/.test(pathTemplate)) {
    throw new GoogleCompileError("invalid_path", { where, template: pathTemplate });
  }
  const fields = new Set(named("path", "query", "body").map(fieldName));
  for (const [, field = ""] of pathTemplate.matchAll(/\{([^{}=]+)/g)) {
    if (!fields.has(field)) throw new GoogleCompileError("undefined_parameter", { where, field });
  }
  const changed = [...respelt].filter((name) => path.includes(`{${name}}`) && fieldName(name) !== name);
  return {
    pathTemplate,
    ...(changed.length > 0 && { jsonNames: Object.fromEntries(changed.map((name) => [fieldName(name), name])) }),
  };
}
