import { type ErrorDetails, fill } from "../errors/latchkey-error.ts";
import { type Refusal, type RefusalCode, refusals } from "./refusals.ts";

/** Says no, with the reason's text from the table. */
export function refuse(code: RefusalCode, details: ErrorDetails = {}): Refusal {
  return { ok: false, code, message: fill(refusals[code], details) };
}
