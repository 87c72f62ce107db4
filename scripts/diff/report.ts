import type { Change } from "../../local/diff/change.ts";
import type { StackDiff } from "../../local/diff/diff-stack.ts";
import { locateIn } from "../locate.ts";

/** A change with its place written out. The JSON output lists these; names are contract. */
export interface ReportedChange extends Omit<Change, "at"> {
  /** Relative to the project; absent where a change stands in no file. */
  readonly file?: string;
  /** Counted from 1; absent where the setting is not written out. */
  readonly line?: number;
  readonly column?: number;
  /** `before`: the place is in the old revision, and gone from the working tree. */
  readonly side: "before" | "after";
}

/** What `latchkey diff --format json` prints. */
export interface DiffReport extends Pick<StackDiff, "stack" | "from" | "ok" | "idle"> {
  readonly changes: readonly ReportedChange[];
}

/** Finds the place of every change. */
export function reportOf({ stack, from, ok, idle, changes, configuration }: StackDiff): DiffReport {
  const locate = { before: locateIn(configuration.before), after: locateIn(configuration.after) };
  return {
    stack,
    from,
    ok,
    changes: changes.map(({ at: { side, place, setting }, ...rest }): ReportedChange => {
      if (place) return { ...rest, file: place.file, line: place.line, column: place.column, side };
      return { ...rest, file: `Pulumi.${stack}.yaml`, ...(setting ? locate[side](setting) : undefined), side };
    }),
    idle,
  };
}
