import { rerunOnSave } from "../../local/rerun-on-save.ts";
import type { RunLocalOptions, RunningStack } from "../run-local.ts";
import { tellError } from "../tell-error.ts";
import { printJson } from "../terminal/print-json.ts";
import type { StopSignal } from "../terminal/stop-signal.ts";
import { green, yellow } from "../terminal/style.ts";
import { withPlaces } from "../with-places.ts";
import { takenPorts } from "./taken-ports.ts";
import { tellStack } from "./tell-stack.ts";

/** Serves until Ctrl-C, and redeploys what is saved. */
export async function serveLocal(running: RunningStack, options: RunLocalOptions, stop: StopSignal): Promise<number> {
  const { stack, startedMs } = running;
  if (options.json) {
    printJson({ doors: stack.doors.map(({ name, url }) => ({ name, url })), serviceUrl: stack.service.url, startedMs });
    for (const { name, url, taken } of takenPorts(stack))
      process.stderr.write(`${yellow("warning:")} port ${taken} is taken; ${name} is at ${url}\n`);
  } else console.log(tellStack(running, options));
  const stopWatching = options.watch ? watchAndRedeploy(running, options, stop.signal) : () => {};
  await stop.received;
  stopWatching();
  if (!options.json) process.stderr.write("\nstopped; the stack's state is kept for the next start\n");
  return 0;
}

function watchAndRedeploy({ stack }: RunningStack, options: RunLocalOptions, stopped: AbortSignal): () => void {
  return rerunOnSave(
    () => stack.sources,
    async () => {
      const started = performance.now();
      try {
        await stack.redeploy();
        const told = `${green("redeployed")} in ${Math.round(performance.now() - started)} ms\n`;
        return () => process.stderr.write(told);
      } catch (error) {
        if (stopped.aborted) return () => {};
        const { text } = tellError(await withPlaces(error, options), options.verbose ?? false);
        return () => process.stderr.write(`${text}\n  still serving what was deployed before\n`);
      }
    },
  );
}
