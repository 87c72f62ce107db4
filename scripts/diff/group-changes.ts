import type { ReportedChange } from "./report.ts";

/** As many subjects as are told by name. */
const shown = 10;

/** Changes that differ in their subject alone, told once. */
export interface ChangeGroup {
  /** The first one, whose place stands for all. */
  readonly first: ReportedChange;
  readonly subjects: readonly string[];
}

/** Puts like changes together, in the order of the first of each. */
export function groupChanges(changes: readonly ReportedChange[]): ChangeGroup[] {
  const alike = ({ code, effect, what, consumers, accepted }: ReportedChange) =>
    JSON.stringify([code, effect, what, consumers, accepted]);
  return [...Map.groupBy(changes, alike).values()].map((group) => {
    const [first] = group as [ReportedChange, ...ReportedChange[]];
    return { first, subjects: joinMethods(group.map(({ subject }) => subject)) };
  });
}

/** The subjects of a group in one line. */
export function tellSubjects({ subjects }: ChangeGroup): string {
  const more = subjects.length - shown;
  return `${subjects.slice(0, shown).join("; ")}${more > 0 ? `; and ${more} more` : ""}`;
}

/** `GET /a` and `POST /a` as `GET, POST /a`. */
function joinMethods(subjects: readonly string[]): string[] {
  const parts = subjects.map((subject) => /^(?:([A-Z]+) )?(.*)$/s.exec(subject) ?? []);
  return [...Map.groupBy(parts, ([, , rest = ""]) => rest)].map(([rest, group]) =>
    [group.flatMap(([, method]) => method ?? []).join(", "), rest].filter(Boolean).join(" "),
  );
}
