import type { FindingText } from "./finding-text.ts";

/** Extensions: ours, Google's, and those that look like one. */
export const extensionFindings = {
  unknown_extension: {
    severity: "error",
    title: "`{name}` is not an extension of ours that may stand here",
    google: "ignores it",
    fix: "correct the name; here may stand: {known}",
  },
  allow_all: {
    severity: "error",
    title: "`x-google-allow: all` lets every unlisted path and method through",
    google: "deploys everything that is not described, open to everyone",
    fix: "remove it; `x-latchkey-catch-all: true` serves every path under the root's `security`",
  },
  allow_cors: {
    severity: "error",
    title: "`allowCors` sends OPTIONS on every path to the service without a check",
    google: "adds an open OPTIONS route for every path",
    fix: "write `options` operations with `security: []` and `x-latchkey-public: true` where preflights are wanted",
  },
  unknown_google_extension: {
    severity: "warning",
    title: "Google knows no extension `{name}`{guess}",
    google: "ignores it silently, with whatever it was to demand",
    fix: "correct the name, or remove it",
  },
  unknown_google_field: {
    severity: "warning",
    title: "`{extension}` has no field `{name}`{guess}",
    google: "ignores it or refuses the extension",
    fix: "correct the name; known are {known}",
  },
  misplaced_google_extension: {
    severity: "warning",
    title: "`{name}` means nothing here",
    google: "reads it only on {where} and ignores it elsewhere, silently",
    fix: "move it to {where}",
  },
  unsupported_google_extension: {
    severity: "error",
    title: "`{name}` is not carried into the gateway document: {why}",
    google: "acts on it when the file is deployed as it stands",
    fix: "remove it; what it demands would be missing on every door",
  },
  ignored_google_extension: {
    severity: "note",
    title: "`{name}` is not carried into the gateway document",
    google: "{google}",
    fix: "nothing to do; remove it if only this project deploys the file",
  },
  extension_of_other_version: {
    severity: "note",
    title: "`{name}` belongs to {other}, and this is {this}",
    google: "ignores it in {this}; here both spellings are understood",
    fix: "nothing to do; write `{instead}` if the file is also deployed without this project",
  },
  said_twice: {
    severity: "error",
    title: "`{name}` and `{other}` say the same thing twice",
    google: "reads one of them, depending on the OpenAPI version",
    fix: "keep one of the two",
  },
  endpoint_twice: {
    severity: "error",
    title: "a second server is marked with `x-google-endpoint`",
    google: "refuses more than one",
    fix: "mark one server, or none",
  },
  calls_out_ignored: {
    severity: "note",
    title: "`{name}` describes calls the service makes, and the gateway has no part in those",
    google: "ignores it",
    fix: "nothing to do",
  },
} as const satisfies Record<string, FindingText>;
