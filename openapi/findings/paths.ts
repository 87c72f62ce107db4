import { type FindingText, refused } from "./finding-text.ts";

/** Paths, methods and names of single operations. */
export const pathFindings = {
  no_operations: {
    severity: "error",
    title: "the description has no operations",
    google: "deploys a gateway that answers 404 to everything",
    fix: "add operations under `paths`, or `x-latchkey-catch-all: true` with a `security` at the root",
  },
  bad_path: {
    severity: "error",
    title: "`{path}` cannot be a path of the gateway: {what}",
    google: refused,
    fix: "use whole segments only: `/orders/{id}`, `/orders/{id}:cancel`, `/files/{path=**}` with `**` last",
  },
  path_limit: {
    severity: "error",
    title: "`{path}`: {what}",
    google: "refuses paths of more than 512 characters or 60 parameters, and parameter names of more than 100",
    fix: "shorten it",
  },
  trailing_slash: {
    severity: "note",
    title: "`{path}` is served with and without its trailing slash",
    google: "refuses a path that ends in a slash, and answers `{served}` in both spellings",
    fix: "nothing to do; write `{served}` to say the same",
  },
  duplicate_route: {
    severity: "error",
    title: "{method} {path} takes the same requests as the operation on line {line}",
    google: "refuses the gateway configuration",
    fix: "keep one of the two",
  },
  duplicate_operation_id: {
    severity: "note",
    title: "{method} {path} has the operationId `{id}`, and so has {holder}; `{made}` is used here",
    google: refused,
    fix: "give each operation an operationId of its own, so that logs keep their names when paths change",
  },
  operation_id_collides: {
    severity: "warning",
    title:
      "operationId `{id}` differs from `{other}` of {holder} for people alone; `{made}` is used for {method} {path}",
    google: "makes one method name of both and refuses the file",
    fix: "give each operation an operationId that differs in letters, digits or underscores",
  },
  operation_id_made: {
    severity: "note",
    title: "{method} {path} has no usable operationId; `{id}` is used",
    google: "refuses an operation without one",
    fix: "write an operationId, so that logs keep their names when paths change",
  },
  method_not_served: {
    severity: "error",
    title: "the gateway does not serve {method}",
    google: "answers 405 or passes the request to a less specific path",
    fix: "remove the operation",
  },
  servers_ignored: {
    severity: "warning",
    title: "this list of servers is not used",
    google: "takes the base path from one server of the root and ignores the others",
    fix: "put the base path into the first server of the root, or into the paths",
  },
  server_variable: {
    severity: "note",
    title: "the base path takes `{name}` at its default",
    google: "knows one base path and no variables in it",
    fix: "nothing to do if `{path}` is meant; else write the path out",
  },
} as const satisfies Record<string, FindingText>;
