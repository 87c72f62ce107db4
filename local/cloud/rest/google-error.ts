/** An answer of a Google REST endpoint. */
export interface RestAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const httpStatuses = {
  INVALID_ARGUMENT: 400,
  FAILED_PRECONDITION: 400,
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
} as const;

/** A JSON answer. */
export function jsonAnswer(status: number, value: unknown): RestAnswer {
  return { status, headers: { "content-type": "application/json; charset=UTF-8" }, body: JSON.stringify(value) };
}

/** An error in the shape every Google REST endpoint gives it. @see https://cloud.google.com/apis/design/errors#http_mapping */
export function googleError(
  status: keyof typeof httpStatuses,
  message: string,
  details: readonly unknown[] = [],
): RestAnswer {
  const code = httpStatuses[status];
  return jsonAnswer(code, { error: { code, message, status, ...(details.length > 0 && { details }) } });
}
