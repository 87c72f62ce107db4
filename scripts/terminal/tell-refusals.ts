import type { ForeseenRefusal } from "../../local/foresee/explain-refusal.ts";
import { red } from "./style.ts";

/** Says what a deployment would be refused: each resource, what that saves consumers from, and each way out once. */
export function tellRefusals(refused: readonly ForeseenRefusal[]): string[] {
  return [...Map.groupBy(refused, ({ wayOut }) => wayOut)].flatMap(([wayOut, group]) => [
    ...group.flatMap(({ name, type, would, code, because, breaks, consumers }) => [
      red(
        `  ${name} (${type}) would be ${would}d${because.length > 0 ? `, because of ${because.join(", ")}` : ""}: ${code}`,
      ),
      ...breaks.map((sentence) => `    ${sentence}`),
      ...(consumers.length > 0 ? [`    consumers: ${consumers.join(", ")}`] : []),
    ]),
    `  way out: ${wayOut}`,
  ]);
}
