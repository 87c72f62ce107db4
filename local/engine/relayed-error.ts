import { type ErrorDetails, LatchkeyError } from "../../errors/latchkey-error.ts";
import { EvaluationError, type EvaluationErrorCode, evaluationErrors } from "./evaluation-error.ts";

/** A {@link LatchkeyError} on its way between two processes. */
export interface ErrorMessage {
  readonly name: string;
  readonly code: string;
  readonly message: string;
  readonly fix: string;
  readonly details: ErrorDetails;
  /** Whatever else the error carries that is plain data, e.g. its findings. */
  readonly rest: Readonly<Record<string, unknown>>;
  /** Stack of the original, for `--verbose`. */
  readonly cause?: string;
}

/** An error of another process: the same code, texts and data as there, under the same name. */
export class RelayedError extends LatchkeyError {
  constructor({ name, code, message, fix, details, rest, cause }: ErrorMessage) {
    // The texts are filled in already, and may hold braces of their own.
    super(code, { message, fix }, {}, cause === undefined ? undefined : { cause: new Error(cause) });
    Object.assign(this, rest, { name, details });
  }
}

/** Packs an error up. */
export function packError(error: LatchkeyError): ErrorMessage {
  const { name, code, message, fix, details, cause, ...rest } = error;
  const reason = cause instanceof Error ? (cause.stack ?? cause.message) : undefined;
  return { name: error.name, code, message: error.message, fix, details, rest: plainData(rest), cause: reason };
}

/** Unpacks an error: our own come back as {@link EvaluationError}s, any other as a {@link RelayedError}. */
export function unpackError(message: ErrorMessage): LatchkeyError {
  if (message.name !== EvaluationError.name || !(message.code in evaluationErrors)) return new RelayedError(message);
  const options = message.cause === undefined ? undefined : { cause: new Error(message.cause) };
  return new EvaluationError(message.code as EvaluationErrorCode, message.details, options);
}

function plainData(values: Record<string, unknown>): Record<string, unknown> {
  const text = JSON.stringify(values, (_, value) => (typeof value === "bigint" ? String(value) : value));
  return JSON.parse(text) as Record<string, unknown>;
}
