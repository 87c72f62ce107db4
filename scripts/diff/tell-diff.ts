import { effects, isGrave } from "../../local/diff/change.ts";
import { printable } from "../../openapi/printable.ts";
import { bold, dim, green, red, yellow } from "../terminal/style.ts";
import { type ChangeGroup, groupChanges, tellSubjects } from "./group-changes.ts";
import type { DiffReport, ReportedChange } from "./report.ts";

const headings = {
  weaker: "Weaker: requests pass that were refused",
  lost: "Lost: what was handed out stops working",
  moved: "Moved: it works at another URL only",
  changed: "Changed",
  gained: "Gained",
} as const;

/** Says what a change does to whoever calls, the gravest first. */
export function tellDiff({ stack, from, ok, changes, idle }: DiffReport): string {
  const sections = effects.flatMap((effect) => {
    const of = groupChanges(changes.filter((change) => change.effect === effect));
    return of.length === 0 ? [] : ["", bold(headings[effect]), ...of.flatMap(tellGroup)];
  });
  return [
    bold(`What the working tree changes for whoever calls stack ${stack}, since ${from}`),
    ...(sections.length === 0 ? ["  nothing"] : sections),
    ...idle.map(({ entry, why }) => `\n${yellow(printable(`latchkey:acceptedChanges: "${entry}" ${why}; remove it`))}`),
    "",
    ok ? green(verdict(changes)) : red(howToAccept(changes, stack)),
  ].join("\n");
}

function tellGroup(group: ChangeGroup): string[] {
  const { first } = group;
  const { code, what, consumers, accepted } = first;
  const paint = !isGrave(first) ? dim : accepted ? yellow : red;
  return [
    `  ${paint(code)}  ${printable(tellSubjects(group))}`,
    `    ${printable(what)}`,
    `    ${dim(printable([tellPlace(first), consumers.join(", ")].filter(Boolean).join("  ")))}`,
    ...(accepted ? [`    ${yellow(printable(`accepted by ${accepted.by}: ${accepted.reason}`))}`] : []),
  ];
}

/** `FILE:LINE:COLUMN`, as far as it is known. */
export function tellPlace({ file, line, column, side }: ReportedChange): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(":");
  return side === "before" ? `${place} (before)` : place;
}

function verdict(changes: readonly ReportedChange[]): string {
  return changes.some(isGrave)
    ? "every grave change is accepted by the change itself"
    : "nothing handed out is lost, and nothing gets weaker";
}

/** What to write for what is meant: an entry for each change, or one for every method of a path that changes alike. */
export function howToAccept(changes: readonly ReportedChange[], stack: string): string {
  const open = changes.filter((change) => isGrave(change) && !change.accepted);
  const alike = Map.groupBy(open, ({ code, subject }) => `${code} ${subject.replace(/^[A-Z]+ (?=\/)/, "* ")}`);
  const entries = [...alike].map(([every, [first, ...more]]) =>
    first && more.length === 0 ? `${first.code} ${first.subject}` : every,
  );
  return [
    `${open.length === 1 ? "1 grave change is" : `${open.length} grave changes are`} not accepted.`,
    `What is meant goes into Pulumi.${stack}.yaml, in the same change, each with the reason:`,
    "  latchkey:acceptedChanges:",
    ...entries.map((entry) => `    ${printable(JSON.stringify(entry))}: WHY`),
  ].join("\n");
}
