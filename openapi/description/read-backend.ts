import type { FindingLog } from "../finding-log.ts";
import type { Cursor } from "../source/cursor.ts";
import { refuseReferenceIn } from "../source/refuse-reference-in.ts";
import type { BackendPlaces, BackendWish } from "./description.ts";
import type { ExtensionCheck } from "./extensions.ts";
import { googleExtensions } from "./google-extensions.ts";

const ADDRESS = /^https:\/\/[a-z0-9.-]+(:\d+)?(\/[^\s?#\\]*)?$/i;

/** Seconds. @see https://docs.cloud.google.com/api-gateway/docs/quotas */
export const MAX_DEADLINE_SECONDS = 600;

/** What one `x-google-backend` says, and where. */
export interface ReadBackend {
  readonly wish: BackendWish;
  readonly places: BackendPlaces;
}

const nothing: ReadBackend = { wish: {}, places: {} };

/**
 * Reads an `x-google-backend`: Swagger 2.0's object, or the name of one in `x-google-api-management.backends`.
 *
 * @param level - `root`: its address is not used, because the stack's own service is the backend.
 */
export function readBackend(
  holder: Cursor,
  root: Cursor,
  level: "root" | "operation",
  extensions: ExtensionCheck,
  log: FindingLog,
): ReadBackend {
  const written = holder.get("x-google-backend");
  const at = written && dereference(written, root, log);
  if (!at) return nothing;
  refuseReferenceIn(at, "a backend", log);
  if (at.node.kind !== "map") {
    log.add("wrong_type", at.place, { what: "x-google-backend", expected: "a mapping, or the name of a backend" });
    return nothing;
  }
  extensions.check(at, "backend");
  extensions.checkFields(at, "x-google-backend", googleExtensions.get("x-google-backend")?.fields ?? []);
  const address = level === "operation" ? readAddress(at, log) : undefined;
  const ignored = level === "root" ? at.get("address") : undefined;
  if (ignored) log.add("root_backend_ignored", ignored.place);
  const off = at.get("disable_auth") ?? at.get("disableAuth");
  if (off && off.scalar !== false) log.add("backend_auth_disabled", off.place);

  const protocol = readOneOf(at, ["protocol"], ["http/1.1", "h2"] as const, log);
  const translation = readOneOf(
    at,
    ["path_translation", "pathTranslation"],
    ["APPEND_PATH_TO_ADDRESS", "CONSTANT_ADDRESS"] as const,
    log,
  );
  if (address && !translation) log.add("path_translation_defaulted", at.place);
  const deadlineSeconds = readDeadline(at, log);
  const deadline = deadlineSeconds === undefined ? undefined : at.get("deadline");
  const audience = address ? readAudience(at, log) : undefined;
  return {
    wish: {
      ...(address && { address, jwtAudience: audience ?? new URL(address).origin }),
      ...(translation ? { pathTranslation: translation } : address && { pathTranslation: "CONSTANT_ADDRESS" as const }),
      ...(protocol && { protocol }),
      ...(deadlineSeconds !== undefined && { deadlineSeconds }),
    },
    places: {
      ...((address || translation) && { address: at.place }),
      ...(deadline && { deadline: deadline.place }),
    },
  };
}

function dereference(at: Cursor, root: Cursor, log: FindingLog): Cursor | undefined {
  if (at.text === undefined) return at;
  const backend = root.get("x-google-api-management")?.get("backends")?.get(at.text);
  if (!backend) log.add("backend_unknown", at.place, { name: at.text });
  return backend;
}

function readAudience(at: Cursor, log: FindingLog): string | undefined {
  const audience = at.get("jwt_audience") ?? at.get("jwtAudience");
  if (!audience || /^[\x21-\x7e]+$/.test(audience.text ?? "")) return audience?.text;
  log.add("wrong_type", audience.place, { what: "jwt_audience", expected: "a text without spaces" });
  return undefined;
}

function readAddress(at: Cursor, log: FindingLog): string | undefined {
  const address = at.get("address");
  if (!address) return undefined;
  const text = address.text ?? "";
  // Parsers differ over backslashes, user names and escapes in front of the path: what one takes for the host is another's user.
  if (!ADDRESS.test(text) || !URL.canParse(text)) {
    log.add("backend_not_https", address.place, { address: withoutCredentials(text) });
    return undefined;
  }
  return text.replace(/\/$/, "");
}

function readOneOf<Value extends string>(
  at: Cursor,
  names: readonly string[],
  allowed: readonly Value[],
  log: FindingLog,
): Value | undefined {
  const found = names.map((name) => at.get(name)).find((value) => value !== undefined);
  if (!found) return undefined;
  const value = allowed.find((candidate) => candidate === found.text);
  if (!value) log.add("wrong_type", found.place, { what: names[0] ?? "", expected: allowed.join(" or ") });
  return value;
}

function readDeadline(at: Cursor, log: FindingLog): number | undefined {
  const deadline = at.get("deadline");
  if (!deadline) return undefined;
  // Google's compiler takes a number in quotes as well.
  const seconds = typeof deadline.scalar === "string" ? Number(deadline.scalar || Number.NaN) : deadline.scalar;
  if (typeof seconds !== "number" || !(seconds > 0 && seconds <= MAX_DEADLINE_SECONDS)) {
    log.add("deadline_invalid", deadline.place);
    return undefined;
  }
  if (typeof deadline.scalar === "string") log.add("deadline_quoted", deadline.place);
  return seconds;
}

function withoutCredentials(address: string): string {
  return address.replace(/\/\/[^/]*@/, "//…@").slice(0, 100);
}
