import { GoogleCompileError } from "./compile-error.ts";
import { entriesOf, fieldOf, isObject, itemsOf, type JsonObject, textOf } from "./json.ts";

/** Fields of each kind of object; other names have to begin with `x-`. */
const fields = {
  root: [
    ...[
      "swagger",
      "info",
      "externalDocs",
      "host",
      "basePath",
      "schemes",
      "consumes",
      "produces",
      "paths",
      "definitions",
    ],
    ...["parameters", "responses", "security", "securityDefinitions", "tags"],
  ],
  info: ["title", "version", "description", "termsOfService", "contact", "license"],
  pathItem: ["$ref", "get", "put", "post", "delete", "options", "head", "patch", "parameters"],
  operation: [
    ...["tags", "summary", "description", "externalDocs", "operationId", "produces", "consumes", "parameters"],
    ...["responses", "schemes", "deprecated", "security"],
  ],
} as const;

/** Fields a security definition must have, by type and flow. */
const definitions: Readonly<Record<string, readonly string[]>> = {
  basic: [],
  apiKey: ["name", "in"],
  "oauth2 implicit": ["authorizationUrl"],
  "oauth2 password": ["tokenUrl"],
  "oauth2 application": ["tokenUrl"],
  "oauth2 accessCode": ["authorizationUrl", "tokenUrl"],
};

const methods: readonly string[] = fields.pathItem.slice(1, -1);
const HOST = /^[^{}/ :\\]+(?::\d+)?$/;
const STATUS = /^(?:\d{3}|default)$/;

/**
 * Checks a document against the parts of the Swagger 2.0 schema that Google's compiler holds every document to and that
 * decide about requests. Schemas of bodies are not looked at.
 *
 * @throws {GoogleCompileError} `invalid_document`.
 * @see gateway-semantics §1.8
 */
export function checkSchema(document: unknown): asserts document is JsonObject {
  const root = object(document, "/", "root");
  if (root.swagger !== "2.0") throw invalid("/swagger", "it is not 2.0");
  const info = object(root.info, "/info", "info");
  if (textOf(info, "title") === undefined || textOf(info, "version") === undefined)
    throw invalid("/info", "title and version are required");
  matches(root, "host", HOST);
  matches(root, "basePath", /^\//);
  if (root.securityDefinitions !== undefined) checkDefinitions(root.securityDefinitions);
  for (const [path, item] of Object.entries(object(root.paths, "/paths"))) {
    if (path.startsWith("x-")) continue;
    if (!path.startsWith("/")) throw invalid(path, "a path starts with /");
    // Google's compiler follows it; nothing here has to.
    if (fieldOf(item, "$ref") !== undefined) throw invalid(path, "it is a reference");
    checkParameters(fieldOf(item, "parameters"), path);
    for (const [method, operation] of Object.entries(object(item, path, "pathItem"))) {
      if (methods.includes(method)) checkOperation(operation, `${method.toUpperCase()} ${path}`);
    }
  }
}

function checkDefinitions(value: unknown): void {
  for (const [name, definition] of Object.entries(object(value, "/securityDefinitions"))) {
    const where = `/securityDefinitions/${name}`;
    const type = textOf(object(definition, where), "type") ?? "";
    const required = definitions[type === "oauth2" ? `oauth2 ${textOf(definition, "flow")}` : type];
    if (!required) throw invalid(where, "its type or flow is unknown");
    const known = ["type", "description", ...required, ...(type === "oauth2" ? ["flow", "scopes"] : [])];
    checkNames(definition, known, where);
    const missing = required.find((field) => textOf(definition, field) === undefined);
    if (missing) throw invalid(where, `${missing} is missing`);
    if (type === "apiKey" && !["header", "query"].includes(textOf(definition, "in") ?? ""))
      throw invalid(where, "in is neither header nor query");
  }
}

function checkOperation(value: unknown, where: string): void {
  const operation = object(value, where, "operation");
  if (operation.operationId !== undefined && textOf(operation, "operationId") === undefined)
    throw invalid(where, "operationId is no text");
  const responses = Object.entries(object(operation.responses, `responses of ${where}`));
  const answers = responses.filter(([status]) => !status.startsWith("x-"));
  if (answers.length === 0) throw invalid(where, "it has no response");
  const odd = answers.find(([status]) => !STATUS.test(status));
  if (odd) throw invalid(where, `${odd[0]} is no status of a response`);
  checkParameters(operation.parameters, where);
}

function checkParameters(value: unknown, where: string): void {
  if (value === undefined) return;
  if (!Array.isArray(value)) throw invalid(where, "parameters are no list");
  const seen = new Set<string>();
  for (const parameter of itemsOf(value)) {
    if (textOf(parameter, "$ref") !== undefined) continue;
    const needs = ["name", "in", textOf(parameter, "in") === "body" ? "schema" : "type"];
    const missing = needs.find((field) => fieldOf(parameter, field) === undefined);
    if (missing) throw invalid(where, `a parameter has no ${missing}`);
    if (textOf(parameter, "in") === "path" && fieldOf(parameter, "required") === false)
      throw invalid(where, "a parameter of the path is not required");
    const written = JSON.stringify(entriesOf(parameter).sort(([a], [b]) => (a < b ? -1 : 1)));
    if (seen.has(written)) throw invalid(where, "a parameter stands twice");
    seen.add(written);
  }
}

function object(value: unknown, where: string, kind?: keyof typeof fields): JsonObject {
  if (!isObject(value)) throw invalid(where, "it is no object");
  if (kind) checkNames(value, fields[kind], where);
  return value;
}

function checkNames(value: unknown, known: readonly string[], where: string): void {
  const unknown = entriesOf(value).find(([name]) => !known.includes(name) && !name.startsWith("x-"));
  if (unknown) throw invalid(where, `it has no field ${unknown[0]}`);
}

function matches(root: JsonObject, field: string, pattern: RegExp): void {
  if (root[field] !== undefined && !pattern.test(textOf(root, field) ?? ""))
    throw invalid(`/${field}`, "it is out of shape");
}

function invalid(where: string, what: string): GoogleCompileError {
  return new GoogleCompileError("invalid_document", { where, what });
}
