/** HTTP methods a gateway document can serve, in the order they are written. @see gateway-semantics §1.8 */
export const methods: readonly string[] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** Fields of a path item that are no operations. */
export const pathItemFields: ReadonlySet<string> = new Set(["$ref", "summary", "description", "servers", "parameters"]);
