import { types } from "../cloud/types.ts";
import type { Operation } from "../pulumi/operations.ts";
import type { ResourceChange } from "./resource-changes.ts";

/** What each step of the engine does to a resource; the others only keep its books. */
const changes: Readonly<Record<string, ResourceChange["change"]>> = {
  create: "created",
  update: "updated",
  delete: "deleted",
  "create-replacement": "replaced",
  "delete-replaced": "old deleted",
};

/** What the engine did in the cloud, in the order in which it began each step. */
export function engineChanges(operations: readonly Operation[]): ResourceChange[] {
  return operations.flatMap(({ op, type, name }) => {
    const change = changes[op];
    return change === undefined || types[type] === undefined ? [] : [{ change, type, name }];
  });
}
