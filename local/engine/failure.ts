import { type ErrorDetails, LatchkeyError } from "../../errors/latchkey-error.ts";
import { EvaluationError, type EvaluationErrorCode } from "./evaluation-error.ts";

/** What went wrong first in one evaluation. Whatever follows from it is dropped. */
export class Failure {
  /** Rejects with the first error; never resolves. */
  readonly raised: Promise<never>;
  readonly #reject: (error: LatchkeyError) => void;
  readonly #disclosed = new Map<string, LatchkeyError>();
  readonly #hide: (text: string) => string;
  #error?: LatchkeyError;

  /** @param hide - takes secrets out of messages that are not ours. */
  constructor(hide: (text: string) => string) {
    this.#hide = hide;
    const { promise, reject } = Promise.withResolvers<never>();
    promise.catch(() => undefined);
    this.raised = promise;
    this.#reject = reject;
  }

  get error(): LatchkeyError | undefined {
    return this.#error;
  }

  /** Ends the evaluation with whatever was thrown, unless it is ended already. */
  raise(thrown: unknown): void {
    if (this.#error !== undefined) return;
    this.#error = this.explain(thrown);
    this.#reject(this.#error);
  }

  /** Remembers an error that the program is told about and may catch: the SDK passes on its text alone. */
  disclose(error: LatchkeyError): void {
    this.#disclosed.set(error.message, error);
  }

  /**
   * An error for whoever started the evaluation: {@link LatchkeyError}s stay what they are.
   *
   * @param code - of the {@link EvaluationError} anything else becomes, with its message as `reason` and itself as `cause`.
   */
  explain(thrown: unknown, code: EvaluationErrorCode = "program_failed", details: ErrorDetails = {}): LatchkeyError {
    const error = restored(thrown);
    if (error instanceof LatchkeyError) return error;
    const disclosed = this.#disclosed.get(error.message);
    return disclosed ?? new EvaluationError(code, { ...details, reason: this.#hide(error.message) }, { cause: error });
  }
}

/** Undoes what the SDK does to errors that pass through it: it prefixes the message and attaches the promise. */
function restored(thrown: unknown): Error {
  if (!(thrown instanceof Error)) return new Error(String(thrown));
  const message = thrown.message.replace(/^(?:error serializing property "[^"]*": )+/, "");
  if (message !== thrown.message) Reflect.defineProperty(thrown, "message", { value: message, configurable: true });
  Reflect.deleteProperty(thrown, "promise");
  return thrown;
}
