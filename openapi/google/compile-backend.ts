import { GoogleCompileError } from "./compile-error.ts";
import { fieldOf, isObject, type JsonObject, textOf } from "./json.ts";
import type { Backend, Method } from "./service-config.ts";

const DEFAULT_DEADLINE_SECONDS = 15;

/**
 * Compiles `x-google-backend`: an operation's object replaces the root's whole.
 *
 * The default path translation differs by level: APPEND at the root, CONSTANT on an operation.
 * @see gateway-semantics §5.1
 */
export function compileBackend(document: JsonObject, operation: JsonObject, where: string): Pick<Method, "backend"> {
  const own = operation["x-google-backend"];
  const written = own ?? document["x-google-backend"];
  if (written === undefined) return {};
  const refuse = (what: string) => new GoogleCompileError("invalid_backend", { where, what });
  if (!isObject(written)) throw refuse("it is no object");
  const address = textOf(written, "address") ?? "";
  const audience = textOf(written, "jwt_audience");
  const disabled = fieldOf(written, "disable_auth") === true;
  if (disabled && audience !== undefined) throw refuse("jwt_audience and disable_auth exclude each other");
  const disableAuth = disabled || address === "";
  return {
    backend: {
      address,
      pathTranslation: translation(written, own === undefined, refuse),
      ...(!disableAuth && { jwtAudience: audience ?? address }),
      disableAuth,
      deadlineSeconds: deadline(fieldOf(written, "deadline"), refuse),
      protocol: protocol(fieldOf(written, "protocol"), refuse),
    },
  };
}

type Refuse = (what: string) => GoogleCompileError;

function translation(written: JsonObject, atRoot: boolean, refuse: Refuse): Backend["pathTranslation"] {
  const value = fieldOf(written, "path_translation") ?? (atRoot ? "APPEND_PATH_TO_ADDRESS" : "CONSTANT_ADDRESS");
  if (value === "APPEND_PATH_TO_ADDRESS" || value === "CONSTANT_ADDRESS") return value;
  throw refuse("path_translation is unknown");
}

function deadline(value: unknown, refuse: Refuse): number {
  if (value === undefined) return DEFAULT_DEADLINE_SECONDS;
  const seconds = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof seconds !== "number" || !Number.isFinite(seconds)) throw refuse("deadline is no number");
  return seconds > 0 ? seconds : DEFAULT_DEADLINE_SECONDS;
}

function protocol(value: unknown, refuse: Refuse): Backend["protocol"] {
  if (value === undefined) return "http/1.1";
  if (value === "http/1.1" || value === "h2") return value;
  throw refuse("protocol is neither http/1.1 nor h2");
}
