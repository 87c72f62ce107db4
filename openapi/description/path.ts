import type { FindingLog } from "../finding-log.ts";
import { fieldName, fieldNamesIn } from "../google/names.ts";
import { normalizePath } from "../google/normalize-path.ts";
import { PathTemplateError, parsePathTemplate } from "../google/path-template.ts";
import { FILLER } from "../proof/filler.ts";
import type { Cursor } from "../source/cursor.ts";

/** A path of the gateway document and what it matches. */
export interface ReadPath {
  /** As it is emitted. */
  readonly path: string;
  /** In Google's spelling of parameters. */
  readonly pathTemplate: string;
  /** Equal for two paths that match the same requests. */
  readonly shape: string;
}

const MAX_LENGTH = 512;
const MAX_PARAMETERS = 60;
const MAX_PARAMETER_LENGTH = 100;

/**
 * Joins base path and path and reads them in Google's template grammar.
 *
 * @param wild - names of parameters that match several segments (`x-google-parameter: {pattern: "**"}`).
 * @returns undefined after a finding.
 * @see google-facts §9.7; gateway-semantics §4.1
 */
export function readPath(
  basePath: string,
  written: string,
  wild: ReadonlySet<string>,
  at: Cursor,
  log: FindingLog,
): ReadPath | undefined {
  const complaint = (what: string) => {
    log.add("bad_path", at.place, { path: written, what });
    return undefined;
  };
  if (!written.startsWith("/")) return complaint("it does not start with /");
  if (/[?#]/.test(written)) return complaint("it holds a query or a fragment");
  if (/[^\x21-\x7e]/.test(written)) return complaint("other characters than a URL's have to be percent-encoded");
  // Google's compiler respells declared parameters everywhere but inside `{name=…}`, so that one is respelt here; a dot
  // it would take for a field within a field.
  const withPatterns = written
    .replace(/\{([^{}=]+)\}/g, (whole, name: string) => (wild.has(name) ? `{${name}=**}` : whole))
    .replace(/\{([^{}=]+)=/g, (_, name: string) => `{${fieldName(name)}=`);
  const joined = `${basePath}${withPatterns}`;
  const path = joined.length > 1 ? joined.replace(/\/$/, "") : joined;
  if (written !== "/" && written.endsWith("/")) log.add("trailing_slash", at.place, { path: written, served: path });

  const parameters = [...path.matchAll(/\{([^{}=]+)/g)].map((match) => match[1] ?? "");
  const long = parameters.find((name) => name.length > MAX_PARAMETER_LENGTH);
  const limit = (what: string) => log.add("path_limit", at.place, { path: path.slice(0, 80), what });
  if (path.length > MAX_LENGTH) limit(`it has ${path.length} characters`);
  if (parameters.length > MAX_PARAMETERS) limit(`it has ${parameters.length} parameters`);
  if (long) limit(`the name of a parameter has ${long.length} characters`);

  const pathTemplate = fieldNamesIn(path);
  try {
    const template = parsePathTemplate(pathTemplate);
    if (template.segments.some((segment) => !/^\*{1,2}$/.test(segment) && /[{*]/.test(segment)))
      return complaint("a wildcard or a parameter has to be a whole segment");
    if (template.variables.some(({ fieldPath }) => fieldPath.some((name) => !/^[A-Za-z0-9_]+$/.test(name))))
      return complaint("the name of a parameter has other characters than letters, digits and _");
    if ([...template.segments, template.verb].some((part) => part.includes("=")))
      return complaint("`=` may stand only in `{name=…}`, elsewhere it is written %3D");
    if (/[*{]/.test(template.verb)) return complaint("what follows the last colon holds no wildcard");
    const odd = parameters.find((name) => /[/*:,;]/.test(name));
    if (odd) return complaint(`{${odd}} is no name of a parameter`);
    const wildAt = template.segments.indexOf("**");
    if (wildAt !== -1 && wildAt !== template.segments.length - 1) return complaint("`**` may stand only at the end");
    const plain = `/${template.segments.map((segment) => (segment.startsWith("*") ? FILLER : segment)).join("/")}`;
    if (normalizePath(plain) !== plain)
      return complaint("requests are normalised first, so none is ever spelt like this");
    const fields = parameters.map(fieldName);
    const doubled = fields.find((name, index) => fields.indexOf(name) !== index);
    if (doubled) return complaint(`the parameter {${doubled}} stands twice`);
    // Google's sort takes the verb for one more segment, so `/a:read` and `/a/read` exclude each other.
    return { path, pathTemplate, shape: [...template.segments, ...(template.verb ? [template.verb] : [])].join("/") };
  } catch (error) {
    if (!(error instanceof PathTemplateError)) throw error;
    return complaint("Google's template grammar has no such path");
  }
}
