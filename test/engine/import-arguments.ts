import { recover } from "../../local/recover/recover.ts";
import type { EngineRun, EngineStack } from "./harness.ts";

/** What `latchkey recover` calls `pulumi` with after a run, for each object that was in its way. */
export async function importArguments(stack: EngineStack, { text }: EngineRun): Promise<string[][]> {
  const known = new Set((await stack.resources()).map(({ urn }) => urn));
  const { root } = stack.places;
  const recoveries = await recover({ output: text, file: "the run", root, stack: "dev", verbose: false, known });
  return recoveries.flatMap((recovery) => (recovery.kind === "import" ? [[...recovery.args]] : []));
}
