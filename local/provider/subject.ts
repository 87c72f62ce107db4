import { CloudError } from "../cloud/errors.ts";
import type { ResourceType } from "../cloud/resource-type.ts";
import { types } from "../cloud/types.ts";

/** The resource a request is about. */
export interface Subject {
  readonly urn: string;
  /** Token, e.g. `gcp:apigateway/gateway:Gateway`. */
  readonly token: string;
  /** Logical name. */
  readonly name: string;
  /** Type and logical name, for messages. */
  readonly resource: string;
  readonly type: ResourceType;
}

/**
 * Reads a URN: `urn:pulumi:STACK::PROJECT::PARENT$TYPE::NAME`.
 *
 * @throws {CloudError} `unknown_resource_type`
 */
export function subjectOf(urn: string): Subject {
  const parts = urn.split("::");
  const token = parts[2]?.split("$").at(-1) ?? "";
  const name = parts.slice(3).join("::");
  const resource = `${name} (${token})`;
  const type = types[token];
  if (type === undefined) throw new CloudError("unknown_resource_type", { resource });
  return { urn, token, name, resource, type };
}
