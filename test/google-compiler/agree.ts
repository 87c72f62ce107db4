import { expect } from "vitest";
import { compileDocument } from "../../openapi/google/compile-document.ts";
import type { Judges } from "./judges.ts";
import { outcomeOfGoogle, outcomeOfOurs } from "./outcome.ts";
import { twinOf } from "./twin.ts";

/** Expects Google's compiler to take an emitted document, and to say of its twin exactly what our emulation says. */
export async function expectAgreement(judges: Judges, document: string): Promise<void> {
  const twin = twinOf(document);
  const [emitted, judged] = await Promise.all([judges.judge(document), judges.judge(twin)]);
  const errors = [...emitted.errors, ...judged.errors];
  if (errors.length > 0 || !judged.config) throw new Error(`Google's compiler refuses it: ${errors.join("\n")}`);
  expect(outcomeOfOurs(compileDocument(twin))).toEqual(outcomeOfGoogle(judged.config));
}
