import { type FindingText, refused } from "./finding-text.ts";

/** Quotas. */
export const quotaFindings = {
  undefined_metric: {
    severity: "error",
    title: "quota metric `{metric}` is not defined",
    google: refused,
    fix: "define it among the quota metrics at the root",
  },
  quota_without_key: {
    severity: "warning",
    title: "{method} {path} has a quota but demands no key on door {door}",
    google: "counts all consumers together, or by whatever stands in `x-api-key`, unchecked",
    fix: "demand a key there, or remove the quota",
  },
  quota_shared: {
    severity: "note",
    title: "all consumers share these limits",
    google: "counts for each consumer project, and the keys of a stack all belong to one",
    fix: "nothing to do if that is meant; limit single consumers in the service",
  },
  quota_doubled: {
    severity: "warning",
    title: "both doors take a key for {operations} with a quota, and count apart",
    google: "counts per API: whoever calls both URLs has each limit twice",
    fix: "set `latchkey:doors: [main]` if no operation needs the second door, or halve the limits",
  },
  quota_never_enough: {
    severity: "warning",
    title: "one call costs {cost} of `{metric}`, and limit `{limit}` allows {perMinute} a minute",
    google: "answers every call with 429",
    fix: "raise the limit or lower the cost",
  },
  metric_without_limit: {
    severity: "warning",
    title: "metric `{metric}` is counted, and no limit is set on it",
    google: "counts and refuses nothing",
    fix: "add a limit for `{metric}`, or remove its costs",
  },
} as const satisfies Record<string, FindingText>;
