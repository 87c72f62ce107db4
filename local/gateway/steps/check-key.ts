import { findApiKey, keyCheck } from "../api-key.ts";
import type { Exchange, Step } from "../exchange.ts";
import type { LocalReply } from "../local-reply.ts";
import type { CheckError } from "../world.ts";
import { checkErrors, MISSING_KEY } from "./check-errors.ts";

const CONSUMER_TYPE = "x-apigateway-api-consumer-type";
const CONSUMER_NUMBER = "x-apigateway-api-consumer-number";

/**
 * Demands a key where the operation does, and lets the request through unchecked while Service Control cannot be reached.
 *
 * Where no key is demanded none is looked at, a wrong one included.
 * @see gateway-semantics §2
 */
export const checkKey: Step = (exchange) => {
  if (exchange.route?.method.apiKeyRequired !== true) return warnOfConsumer(exchange);
  const apiKey = findApiKey(exchange);
  if (apiKey === undefined || apiKey === "") {
    return { status: 401, message: MISSING_KEY, details: "service_control_bad_request{MISSING_API_KEY}" };
  }
  return askServiceControl(exchange, apiKey);
};

async function askServiceControl(exchange: Exchange, apiKey: string): Promise<LocalReply | undefined> {
  const answer = await exchange.door.world.checkKey(keyCheck(exchange, apiKey)).catch(() => undefined);
  if (answer === undefined) {
    exchange.warnings.push(
      "the API key was not checked: Service Control cannot be reached, and Google then lets it pass",
    );
    return warnOfConsumer(exchange);
  }
  if (!answer.ok) return keyRefused(answer.error, exchange.door.config.managedService);
  exchange.consumerProjectNumber = answer.consumerProjectNumber;
  exchange.headers.set(CONSUMER_TYPE, "PROJECT");
  exchange.headers.set(CONSUMER_NUMBER, answer.consumerProjectNumber);
  return undefined;
}

function warnOfConsumer({ headers, warnings }: Exchange): undefined {
  if (headers.get(CONSUMER_TYPE) === undefined && headers.get(CONSUMER_NUMBER) === undefined) return;
  warnings.push("the caller's own X-Apigateway-Api-Consumer headers reached the backend: nothing verified them");
}

/** Answer to a check that failed. */
export function keyRefused(error: CheckError, managedService: string): LocalReply {
  const { status, message } = checkErrors[error];
  return {
    status,
    message: message.replace("{service}", managedService),
    details: `service_control_check_error{${error}}`,
  };
}
