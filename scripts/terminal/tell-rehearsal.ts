import type { Rehearsal } from "../../local/rehearse/rehearse.ts";
import { bold, green, red } from "./style.ts";
import { table } from "./table.ts";
import { tellRefusals } from "./tell-refusals.ts";

/** Says what a deployment would do to whoever calls. */
export function tellRehearsal(rehearsal: Rehearsal): string {
  const { engine, from, changes, moments, refused, broken, callers, sent, failed, seconds, ok } = rehearsal;
  if (refused.length > 0) {
    const head = bold(`Deploying the working tree over ${from} would be refused`);
    return [head, ...tellRefusals(refused), "", red("nothing was deployed")].join("\n");
  }
  const failing = callers.filter((caller) => caller.failed > 0);
  return [
    bold(`What deploying the working tree over ${from} does`),
    changes.length === 0
      ? "  nothing changes"
      : table(
          changes.map(({ change, name, type }) => [change, name, type]),
          "  ",
        ),
    engine.name === "pulumi"
      ? `  Pulumi ${engine.version} did so, in this order; ${moments.called} of the ${moments.seen} states in between were called`
      : `  deployed in-process, all at once: ${engine.why}`,
    "",
    bold("What was handed out"),
    ...(broken.length === 0
      ? ["  every URL, key, token and operation goes on working"]
      : broken.map(({ code, consumer, what }) => red(`  ${code}  ${consumer ? `${consumer}: ` : ""}${what}`))),
    "",
    bold(`${sent} requests, ${failed} failed`),
    table([
      ["  second", "sent", "failed"],
      ...seconds.map((second, index) => [`  ${index + 1}`, String(second.sent), String(second.failed)]),
    ]),
    ...failing.map(({ consumer, what, failed: lost, sent: tried, firstFailure }) =>
      red(`  ${consumer}, ${what}: ${lost} of ${tried} failed, first with ${firstFailure}`),
    ),
    "",
    ok ? green("nobody would notice") : red("somebody would notice"),
  ].join("\n");
}
