import { LatchkeyError } from "../../errors/latchkey-error.ts";
import { compileDocument } from "../../openapi/google/compile-document.ts";
import { fieldOf, isObject, itemsOf, type JsonObject } from "../../openapi/google/json.ts";
import type { Method, ServiceConfig } from "../../openapi/google/service-config.ts";
import { inputAt } from "./input-at.ts";
import { notYetKnown, type Subject } from "./subject.ts";

export const apiConfigType = "gcp:apigateway/apiConfig:ApiConfig";

/** The gateway document of an API config: as written, and as Google reads it. */
export interface GatewayDocument {
  readonly text: string;
  readonly written: JsonObject;
  readonly compiled: ServiceConfig;
}

const read = new WeakMap<Subject, GatewayDocument | UnreadableDocument | undefined>();

/** Why the gateway document of an API config cannot be judged. */
export interface UnreadableDocument {
  readonly problem: string;
}

/**
 * Reads the gateway document of an API config.
 *
 * @returns nothing for other resources, and where a preview does not know the document.
 */
export function readGatewayDocument(subject: Subject): GatewayDocument | UnreadableDocument | undefined {
  if (subject.type !== apiConfigType) return undefined;
  if (!read.has(subject)) read.set(subject, judge(subject));
  return read.get(subject);
}

/** {@link readGatewayDocument} for rules that leave unreadable documents to the rule about those. */
export function gatewayDocument(subject: Subject): GatewayDocument | undefined {
  const document = readGatewayDocument(subject);
  return document && "compiled" in document ? document : undefined;
}

/** The operation a served method was made from; nothing where Google made the method up. */
export function writtenOperation({ written }: GatewayDocument, method: Method): JsonObject | undefined {
  const found = Object.values(isObject(written.paths) ? written.paths : {})
    .map((item) => fieldOf(item, method.httpMethod.toLowerCase()))
    .find((operation) => fieldOf(operation, "operationId") === method.operationId);
  return isObject(found) ? found : undefined;
}

/** Says methods in messages, e.g. `GET /v1/orders, PUT /v1/orders and 5 more`. */
export function tellMethods(methods: readonly Method[]): string {
  const named = methods.slice(0, 3).map(({ httpMethod, pathTemplate }) => `${httpMethod} ${pathTemplate}`);
  const more = methods.length - named.length;
  return `${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function judge(subject: Subject): GatewayDocument | UnreadableDocument | undefined {
  const documents = inputAt(subject, "openapiDocuments");
  if (documents === notYetKnown) return undefined;
  if (itemsOf(documents).length !== 1) {
    return { problem: `it has ${itemsOf(documents).length} OpenAPI documents instead of one` };
  }
  const contents = inputAt(subject, "openapiDocuments", 0, "document", "contents");
  if (contents === notYetKnown) return undefined;
  if (typeof contents !== "string") return { problem: "its OpenAPI document has no contents" };
  const text = Buffer.from(contents, "base64").toString("utf8");
  try {
    return { text, compiled: compileDocument(text), written: JSON.parse(text) as JsonObject };
  } catch (error) {
    if (error instanceof LatchkeyError) return { problem: error.message };
    throw error;
  }
}
