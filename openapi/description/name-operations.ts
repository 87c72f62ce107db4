import type { FindingLog } from "../finding-log.ts";
import { methodName } from "../google/names.ts";
import type { SecuredOperation } from "./default-security.ts";
import type { DescribedOperation } from "./description.ts";
import { methods } from "./methods.ts";

/**
 * Sorts operations by path and method and gives each an operationId that is unique in Google's eyes.
 *
 * Of several with one id the first by path and method keeps it. So the order of a file changes nothing, and a made id
 * depends on method and path alone.
 */
export function nameOperations(operations: readonly SecuredOperation[], log: FindingLog): DescribedOperation[] {
  const sorted = [...operations].sort(
    (a, b) => compare(a.path, b.path) || methods.indexOf(a.method) - methods.indexOf(b.method),
  );
  const holders = new Map<string, SecuredOperation>();
  for (const operation of sorted) {
    const name = methodName(idOf(operation));
    if (name !== "" && !holders.has(name)) holders.set(name, operation);
  }
  const taken = new Set(holders.keys());
  return sorted.map((operation) => {
    const { writtenId, ...rest } = operation;
    const { catchAll } = rest;
    const written = idOf(operation);
    const holder = holders.get(methodName(written));
    if (holder === operation) return { operationId: written, ...rest };
    const operationId = makeId(operation.method, catchAll ? "/catch_all" : operation.path, taken);
    if (!catchAll) tellMade(operation, operationId, holder, log);
    return { operationId, ...rest };
  });
}

function tellMade(
  operation: SecuredOperation,
  made: string,
  holder: SecuredOperation | undefined,
  log: FindingLog,
): void {
  const { method, path, writtenId, place } = operation;
  if (!holder) {
    log.add("operation_id_made", place, { method, path, id: made });
    return;
  }
  const id = idOf(operation);
  const other = idOf(holder);
  const code = id === other ? "duplicate_operation_id" : "operation_id_collides";
  log.add(code, writtenId?.place ?? place, {
    id,
    other,
    made,
    method,
    path,
    holder: `${holder.method} ${holder.path}`,
  });
}

function idOf({ writtenId }: SecuredOperation): string {
  return writtenId?.text ?? "";
}

function makeId(method: string, path: string, taken: Set<string>): string {
  const words = path.replace(/[^a-zA-Z0-9]+/g, "_").replace(/^_|_$/g, "");
  const base = `${method.toLowerCase()}_${words || "root"}`;
  let id = base;
  for (let count = 2; taken.has(methodName(id)); count += 1) id = `${base}_${count}`;
  taken.add(methodName(id));
  return id;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
