import type { FindingLog } from "../finding-log.ts";
import { methodName } from "../google/names.ts";
import type { SecuredOperation } from "./default-security.ts";
import type { DescribedOperation } from "./description.ts";
import { methods } from "./methods.ts";

/**
 * Sorts operations by path and method and gives each an operationId that is unique in Google's eyes.
 *
 * Made ids depend on method and path alone, so the order of a file changes nothing.
 */
export function nameOperations(operations: readonly SecuredOperation[], log: FindingLog): DescribedOperation[] {
  const taken = takeWrittenIds(operations, log);
  const sorted = [...operations].sort(
    (a, b) => compare(a.path, b.path) || methods.indexOf(a.method) - methods.indexOf(b.method),
  );
  return sorted.map(({ writtenId, catchAll, ...operation }) => {
    const written = writtenId?.text ?? "";
    if (methodName(written) !== "") return { operationId: written, ...operation };
    const operationId = makeId(operation.method, catchAll ? "/catch_all" : operation.path, taken);
    if (!catchAll) {
      log.add("operation_id_made", operation.place, {
        method: operation.method,
        path: operation.path,
        id: operationId,
      });
    }
    return { operationId, ...operation };
  });
}

/** Method names of the written ids; two alike are a finding at the second. */
function takeWrittenIds(operations: readonly SecuredOperation[], log: FindingLog): Set<string> {
  const first = new Map<string, { readonly id: string; readonly line: number }>();
  const written = operations.flatMap(({ writtenId }) => (writtenId ? [writtenId] : []));
  for (const at of written.sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column)) {
    const id = at.text ?? "";
    const other = first.get(methodName(id));
    if (methodName(id) === "") continue;
    if (other) log.add("duplicate_operation_id", at.place, { id, other: other.id, line: other.line });
    else first.set(methodName(id), { id, line: at.place.line });
  }
  return new Set(first.keys());
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
