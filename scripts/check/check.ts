import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { resolve } from "node:path";
import { LatchkeyError } from "../../errors/latchkey-error.ts";
import type { Problem } from "../../errors/problem.ts";
import { checkCredentials } from "../../infra/check-credentials.ts";
import { compileSettings } from "../../infra/compile-settings.ts";
import { projectRoot } from "../../infra/project-root.ts";
import { FILES_ASKED_FOR } from "../../infra/read-inside.ts";
import { compile } from "../../openapi/compile.ts";
import { checkStack } from "./check-stack.ts";
import { findingOfError } from "./finding-of.ts";
import { needsStack, type StackChoice } from "./needs-stack.ts";
import { neutralSettings } from "./neutral-settings.ts";
import { isOwn, type OwnFiles, openNamed, openOverlays, openOwn } from "./open-description.ts";
import type { CheckedFile, Report } from "./report.ts";

/** What to check. */
export interface CheckOrder extends StackChoice {
  /** API descriptions, `-` for standard input; none: the stack's own. */
  readonly files: readonly string[];
  /** OpenAPI Overlays to lay over each of them; over the stack's own after those of its settings. */
  readonly overlays: readonly string[];
}

/**
 * Checks a stack's configuration and API description, or other descriptions under its settings, without Pulumi.
 *
 * Descriptions that no stack is there for are judged under settings that leave everything open.
 *
 * @throws {StackFileError} `stack_name`.
 */
export async function check(order: CheckOrder): Promise<Report> {
  const watched = new Set<string>();
  const watch = (file: unknown) => void watched.add(String(file));
  subscribe(FILES_ASKED_FOR, watch);
  try {
    return { files: await checkAll(order), watched: [...watched] };
  } finally {
    unsubscribe(FILES_ASKED_FOR, watch);
  }
}

async function checkAll(order: CheckOrder): Promise<CheckedFile[]> {
  const root = resolve(order.cwd ?? projectRoot);
  const folder = resolve(order.cwd ?? ".");
  const stack = needsStack(order.files, order, root) ? await checkStack(root, order.stack) : undefined;
  const overlays = await orError(() => openOverlays(order.overlays, folder));
  if (overlays instanceof LatchkeyError) return [...(stack ? [stack.checked()] : []), failed(overlays, folder)];

  const checked: CheckedFile[] = [];
  const problems: Problem[] = [];
  let unreadable: LatchkeyError | undefined;
  for (const file of filesToCheck(order, stack?.files, root)) {
    const own = stack?.files && isOwn(file, folder, stack.files, root) ? stack.files : undefined;
    const opened = await orError(() => (own ? openOwn(own, root) : openNamed(file, folder)));
    if (opened instanceof LatchkeyError) {
      if (own) unreadable = opened;
      else checked.push(failed(opened, folder));
      continue;
    }
    const settings = stack?.settings ? compileSettings(stack.settings) : neutralSettings;
    const compilation = compile({ ...opened, overlays: [...opened.overlays, ...overlays], settings });
    const { findings, sources } = compilation;
    checked.push({ file: opened.file, folder: opened.folder, findings, sources });
    // With errors it has no doors yet that credentials could fit or not.
    const hasErrors = findings.some(({ severity }) => severity === "error");
    if (own && stack?.settings && !hasErrors) problems.push(...checkCredentials(stack.settings, compilation));
  }
  return [...(stack ? [stack.checked(problems, unreadable)] : []), ...checked];
}

function filesToCheck({ files }: CheckOrder, own: OwnFiles | undefined, root: string): Iterable<string> {
  if (files.length > 0) return new Set(files);
  return own ? [resolve(root, own.description)] : [];
}

/** A file that could not be read, as a part of the report. */
function failed(error: LatchkeyError, folder: string): CheckedFile {
  const file = String(error.details.file);
  return { file, folder, findings: [findingOfError(error, file)], sources: { lineOf: () => undefined } };
}

/** What work comes to, or the mistake that keeps it from being done. */
async function orError<T>(work: () => T | Promise<T>): Promise<T | LatchkeyError> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof LatchkeyError) return error;
    throw error;
  }
}
