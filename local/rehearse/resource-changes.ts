import type { CloudObject, CloudState } from "../cloud/state.ts";

/** What a deployment did to one resource. */
export interface ResourceChange {
  /** `old deleted`: what a successor replaced is gone; only where an engine tells the order. */
  readonly change: "created" | "updated" | "replaced" | "deleted" | "old deleted";
  /** e.g. `gcp:apigateway/apiConfig:ApiConfig`. */
  readonly type: string;
  /** Logical name. */
  readonly name: string;
}

const order = { deleted: 0, "old deleted": 0, replaced: 1, created: 2, updated: 3 } as const;

/** Compares what exists before and after a deployment, the gravest first. */
export function resourceChanges(before: CloudState, after: CloudState): ResourceChange[] {
  const urns = new Set([...Object.keys(before.objects), ...Object.keys(after.objects)]);
  return [...urns]
    .flatMap((urn): ResourceChange[] => {
      const [old, now] = [before.objects[urn], after.objects[urn]];
      const change = changeOf(old, now);
      const { type, name } = (now ?? old) as CloudObject;
      return change ? [{ change, type, name }] : [];
    })
    .sort((a, b) => order[a.change] - order[b.change] || a.name.localeCompare(b.name));
}

function changeOf(old: CloudObject | undefined, now: CloudObject | undefined): ResourceChange["change"] | undefined {
  if (!old) return "created";
  if (!now) return "deleted";
  if (old.id !== now.id) return "replaced";
  return JSON.stringify(old.inputs) === JSON.stringify(now.inputs) ? undefined : "updated";
}
