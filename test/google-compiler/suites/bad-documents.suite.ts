import { expect, it } from "vitest";
import { LatchkeyError } from "../../../errors/latchkey-error.ts";
import { compileDocument } from "../../../openapi/google/compile-document.ts";
import { badDocuments } from "../bad-documents.ts";
import { startJudges } from "../judges.ts";
import { type Outcome, outcomeOfGoogle, outcomeOfOurs } from "../outcome.ts";

const judges = startJudges();

it.each(badDocuments)("%s", async (_, document) => {
  const text = JSON.stringify(document);
  const { config, errors } = await judges.judge(text);
  expect(ours(text), errors.join("\n")).toEqual(config ? outcomeOfGoogle(config) : "refused");
});

function ours(text: string): Outcome | "refused" {
  try {
    return outcomeOfOurs(compileDocument(text));
  } catch (error) {
    if (error instanceof LatchkeyError) return "refused";
    throw error;
  }
}
