import type { CompileSettings, Policy } from "../compilation.ts";
import type { Place } from "../finding.ts";
import type { FindingLog } from "../finding-log.ts";
import { normalForm } from "../policy/normal-form.ts";
import type { UnnamedOperation } from "./operation-reader.ts";
import type { SchemeBook } from "./scheme-book.ts";

/** An operation whose policy is known. */
export type SecuredOperation = UnnamedOperation & { readonly policy: Policy };

/** What stands for `security` where neither an operation nor the root has one. */
export type DefaultSecurity = NonNullable<CompileSettings["defaultSecurity"]>;

const demands: Readonly<Record<DefaultSecurity, string>> = {
  key: "a key",
  token: "a token of this stack",
  either: "a key or a token of this stack",
};

/**
 * Gives its policy to every operation that waits for the default, and says once how many they are.
 *
 * Only now is it known which schemes are in use, so that the default names none beside them.
 *
 * @param place - where the root's `security` would stand.
 */
export function coverOperations(
  operations: readonly UnnamedOperation[],
  demand: DefaultSecurity | undefined,
  schemes: SchemeBook,
  place: Place,
  log: FindingLog,
): SecuredOperation[] {
  const secured = operations.filter(isSecured);
  const count = operations.length - secured.length;
  if (count === 0 || demand === undefined) return secured;
  const policy = defaultPolicy(demand, schemes);
  log.add("default_security", place, { count, all: operations.length, what: demands[demand] });
  return operations.map((operation) => (isSecured(operation) ? operation : { ...operation, policy }));
}

function isSecured(operation: UnnamedOperation): operation is SecuredOperation {
  return operation.policy !== "default";
}

/** `either` is what `security: [{key: []}, {token: []}]` would be. */
function defaultPolicy(demand: DefaultSecurity, schemes: SchemeBook): Policy {
  if (demand !== "token") schemes.nameOf("key");
  return normalForm([
    ...(demand === "token" ? [] : [{ key: true }]),
    ...(demand === "key" ? [] : [{ key: false, token: schemes.nameOf("own") }]),
  ]);
}
