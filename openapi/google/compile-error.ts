import { type ErrorDetails, type ErrorText, LatchkeyError } from "../../errors/latchkey-error.ts";

const mend = "correct the API description; gateway documents are made from it";

/** What Google's compiler refuses in a gateway document. */
export const compileErrors = {
  not_json: { message: "the gateway document is not JSON", fix: mend },
  invalid_document: { message: "the gateway document breaks the Swagger 2.0 schema at {where}: {what}", fix: mend },
  missing_operation_id: { message: "operation at {where} has no operationId", fix: mend },
  duplicate_operation_id: { message: "operationId {id} stands twice", fix: mend },
  invalid_path: {
    message: "path {template} of {where} is outside the template grammar of Google's compiler",
    fix: mend,
  },
  undefined_parameter: { message: "the path of {where} names {field} twice, or no parameter declares it", fix: mend },
  duplicate_parameter: { message: "{where} declares {field} twice in Google's spelling", fix: mend },
  anded_schemes: { message: "security at {where} demands several oauth2 schemes at once: {schemes}", fix: mend },
  invalid_legacy_security: { message: "x-security at {where} is not valid: {what}", fix: mend },
  audiences_twice: { message: "x-security at {where} and scheme {scheme} both list audiences", fix: mend },
  invalid_extension: { message: "{extension} of scheme {scheme} is no text, or stands twice", fix: mend },
  invalid_backend: { message: "x-google-backend at {where} is not valid: {what}", fix: mend },
  invalid_quota: { message: "quota at {where} is not valid: {what}", fix: mend },
  endpoint_name: { message: "x-google-endpoints names {name}, but the host is {host}", fix: mend },
  unknown_allow: { message: "x-google-allow is neither configured nor all", fix: mend },
  unsupported_location: { message: "scheme {scheme} looks for its token in neither a header nor the query", fix: mend },
} as const satisfies Record<string, ErrorText>;

/** A gateway document Google's compiler would refuse. */
export class GoogleCompileError extends LatchkeyError {
  constructor(code: keyof typeof compileErrors, details: ErrorDetails = {}) {
    super(code, compileErrors[code], details);
  }
}
