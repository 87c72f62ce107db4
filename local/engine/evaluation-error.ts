import { type ErrorDetails, type ErrorText, LatchkeyError } from "../../errors/latchkey-error.ts";

/** What can go wrong while the Pulumi program is evaluated. */
export const evaluationErrors = {
  program_failed: {
    message: "the Pulumi program failed: {reason}",
    fix: "correct the program or its configuration; `--verbose` shows where it was thrown",
  },
  program_unusable: {
    message: "{program} cannot be used as a Pulumi program: {reason}",
    fix: "make its default export an async function that returns the stack outputs",
  },
  registration_failed: {
    message: "{urn} could not be made: {reason}",
    fix: "correct the resource's inputs",
  },
  invoke_failed: {
    message: "the function {token} failed: {reason}",
    fix: "correct its arguments, or register what it looks up first",
  },
  lookup_failed: {
    message: "{urn} could not be looked up: {reason}",
    fix: "correct the id, or make the resource first",
  },
  finish_failed: {
    message: "what the program no longer registers could not be deleted: {reason}",
    fix: "run it again with `--verbose` to see what went wrong",
  },
  duplicate_urn: {
    message: "two resources have the URN {urn}",
    fix: "give one of them another logical name or parent",
  },
  unknown_parent: {
    message: "the resource {name} of type {type} has the parent {parent}, which is not registered",
    fix: "register the parent first",
  },
  default_provider_disabled: {
    message:
      "the {package} resource or function {name} has no explicit provider, and default {package} providers are disabled",
    fix: "pass the stack's {package} provider in its options, or give it a parent that has it",
  },
  unsupported_feature: {
    message: "the program uses {feature}, which an evaluation without the Pulumi engine cannot offer",
    fix: "run this stack with the Pulumi CLI, or do without it",
  },
  reserved_key: {
    message: "an object in {place} has the single key {key}, which Latchkey keeps for itself",
    fix: "rename the key",
  },
  logged_error: {
    message: "the Pulumi program logged an error: {reason}",
    fix: "correct what it complains about",
  },
  evaluation_stuck: {
    message: "the Pulumi program does not come to an end: {reason}",
    fix: "look for a promise or an output that never resolves, or for resources that wait for each other",
  },
  evaluation_crashed: {
    message: "the process that evaluates the Pulumi program ended early ({reason})",
    fix: "run it again with `--verbose` to see what it printed",
  },
} as const satisfies Record<string, ErrorText>;

/** Code of an {@link EvaluationError}. */
export type EvaluationErrorCode = keyof typeof evaluationErrors;

/** The program could not be evaluated. `cause` is what was thrown, `details.urn` the resource it came from, where known. */
export class EvaluationError extends LatchkeyError {
  declare readonly code: EvaluationErrorCode;

  constructor(code: EvaluationErrorCode, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(code, evaluationErrors[code], details, options);
  }
}
