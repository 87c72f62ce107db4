import { isGrave } from "../../local/diff/change.ts";
import { printable } from "../../openapi/printable.ts";
import { relativePath } from "../check/relative-path.ts";
import { type Annotation, annotate } from "../terminal/annotate.ts";
import { type ChangeGroup, groupChanges, tellSubjects } from "./group-changes.ts";
import type { DiffReport } from "./report.ts";
import { howToAccept, tellPlace } from "./tell-diff.ts";

/**
 * Workflow commands that annotate a pull request, the gravest first, because GitHub shows ten of a level and drops the rest.
 *
 * @param root - folder of Pulumi.yaml.
 */
export function annotateDiff({ stack, ok, changes, idle }: DiffReport, root: string): string {
  const annotations = groupChanges(changes).map((group) => {
    const { file, line, column, side } = group.first;
    // A line of the old revision means nothing in the new file.
    const place = side === "after" ? { line, column } : {};
    return {
      level: levelOf(group),
      title: titleOf(group, stack),
      message: messageOf(group),
      file: file && relativePath(file, root),
      ...place,
    };
  });
  const leftOver = idle.map(({ entry, why }): Annotation => {
    const message = printable(`"${entry}" ${why}; remove it`);
    const file = relativePath(`Pulumi.${stack}.yaml`, root);
    return { level: "notice", title: `latchkey diff ${stack}: acceptedChanges`, message, file };
  });
  return [...[...annotations, ...leftOver].map(annotate), ...(ok ? [] : [howToAccept(changes, stack)])].join("\n");
}

function levelOf({ first }: ChangeGroup): Annotation["level"] {
  if (!isGrave(first)) return "notice";
  return first.accepted ? "warning" : "error";
}

function titleOf({ first: { code } }: ChangeGroup, stack: string): string {
  return `latchkey diff ${stack}: ${code}`;
}

function messageOf(group: ChangeGroup): string {
  const { first } = group;
  const { what, consumers, accepted, side } = first;
  return [
    `${tellSubjects(group)}: ${what}`,
    ...(consumers.length > 0 ? [`who: ${consumers.join(", ")}`] : []),
    ...(accepted ? [`accepted by ${accepted.by}: ${accepted.reason}`] : []),
    ...(side === "before" ? [`was at ${tellPlace(first)}`] : []),
  ]
    .map(printable)
    .join("\n");
}
