import { rerunOnSave } from "../local/rerun-on-save.ts";
import { type CheckOrder, check } from "./check/check.ts";
import { type Format, renderReport } from "./check/render-report.ts";
import { passes, type Report, summarise } from "./check/report.ts";
import { tellError } from "./tell-error.ts";
import { exitCodeOfSignal } from "./terminal/exit-code-of-signal.ts";
import { listenForStop } from "./terminal/stop-signal.ts";
import { dim } from "./terminal/style.ts";

/** What `latchkey check` was asked for. */
export interface RunCheckOptions extends CheckOrder {
  readonly format: Format;
  readonly strict: boolean;
}

/** Checks once and prints what it came to. @returns the exit code. */
export async function runCheck(options: RunCheckOptions): Promise<number> {
  const report = await check(options);
  process.stdout.write(renderReport(report, options.format));
  return passes(summarise(report), options.strict) ? 0 : 1;
}

/** Checks, and again after each save of a file that was read, until a signal ends it. @returns the exit code. */
export async function watchCheck(options: RunCheckOptions): Promise<number> {
  const stop = listenForStop();
  let report: Report = await check(options);
  const first = renderReport(report, options.format);
  const stopWatching = rerunOnSave(
    () => report.watched,
    async () => {
      const started = performance.now();
      try {
        report = await check(options);
        const told = renderReport(report, options.format);
        const ms = Math.round(performance.now() - started);
        return () => process.stdout.write(`${dim(`── checked again in ${ms} ms ──`)}\n${told}`);
      } catch (error) {
        const { text } = tellError(error, false);
        return () => process.stderr.write(`${text}\n`);
      }
    },
  );
  process.stdout.write(first);
  const signal = await stop.received;
  stopWatching();
  stop.stopListening();
  return exitCodeOfSignal(signal);
}
