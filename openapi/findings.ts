/** Texts of one finding code. `{name}` is filled in from the finding's details. */
export interface FindingText {
  readonly severity: "error" | "warning" | "note";
  /** What is wrong, in one sentence. */
  readonly title: string;
  /** What Google would do with it. */
  readonly google: string;
  /** How to mend it. */
  readonly fix: string;
}

const refused = "refuses the file after some minutes";
const overlaid = "never sees overlays: they are applied before it gets the description";
const open = "deploys the operation open to everyone";

/** Every finding there is. The docs page, the command line, JSON and SARIF are made from this table. */
export const findings = {
  empty_description: {
    severity: "error",
    title: "the API description is empty",
    google: refused,
    fix: "write at least `openapi`, `info` and one operation under `paths`",
  },
  not_text: {
    severity: "error",
    title: "the API description is not UTF-8 text: {what}",
    google: refused,
    fix: "name the YAML or JSON file, saved as UTF-8",
  },
  too_large: {
    severity: "error",
    title: "the description has more than {limit} bytes",
    google: "refuses a file of more than 10 MB",
    fix: "move examples and schemas out of it; the gateway enforces neither",
  },
  too_many_values: {
    severity: "error",
    title: "there are more values here than an API description can need: over {count}",
    google: "refuses a file of more than 10 MB",
    fix: "check that this is the file you meant, and move bulk data such as long examples out of it",
  },
  bad_syntax: {
    severity: "error",
    title: "this is neither YAML nor JSON: {what}",
    google: refused,
    fix: "correct the syntax at this place",
  },
  tab_indentation: {
    severity: "error",
    title: "a tab is used for indentation",
    google: refused,
    fix: "indent with spaces",
  },
  duplicate_key: {
    severity: "error",
    title: "`{key}` stands twice in one mapping (first on line {line})",
    google: "keeps the last one silently; a second `security` may open the operation",
    fix: "keep one of the two",
  },
  merge_key: {
    severity: "error",
    title: "the YAML merge key `<<` is used",
    google: "may merge it or not, depending on the parser, and so change `security`",
    fix: "write the entries out, or use `$ref`",
  },
  too_many_aliases: {
    severity: "error",
    title: "more than {limit} YAML aliases",
    google: "refuses more than 200 alias nodes",
    fix: "use `$ref` into `components` instead of aliases",
  },
  cyclic_alias: {
    severity: "error",
    title: "the alias `*{name}` stands inside what it names",
    google: refused,
    fix: "break the circle",
  },
  too_deep: {
    severity: "error",
    title: "nested more than {limit} levels deep",
    google: "refuses more than 100 levels",
    fix: "flatten the structure; schemas may be left out altogether",
  },
  several_documents: {
    severity: "error",
    title: "the file holds more than one YAML document",
    google: "reads one of them",
    fix: "keep one document, without a second `---`",
  },
  unknown_version: {
    severity: "error",
    title: "this is not an OpenAPI 2.0, 3.0 or 3.1 description: {seen}",
    google: refused,
    fix: 'start with `openapi: 3.0.4`, `openapi: 3.1.0` or `swagger: "2.0"`',
  },
  wrong_type: {
    severity: "error",
    title: "`{what}` must be {expected}",
    google: "refuses it or ignores it, depending on the field",
    fix: "write {expected}",
  },
  unknown_extension: {
    severity: "error",
    title: "`{name}` is not an extension of ours that may stand here",
    google: "ignores it",
    fix: "correct the name; here may stand: {known}",
  },
  remote_ref: {
    severity: "error",
    title: "`$ref` leads to a URL: {ref}",
    google: "refuses references out of the file",
    fix: "copy what it names into a file beside the description and refer to that",
  },
  ref_outside: {
    severity: "error",
    title: "`$ref` leads out of the folder of the API description: {ref}",
    google: "refuses references out of the file",
    fix: "move what it names into that folder",
  },
  ref_unreadable: {
    severity: "error",
    title: "`$ref` leads to something that cannot be read as a file: {ref}",
    google: refused,
    fix: "name a readable YAML or JSON file",
  },
  too_many_files: {
    severity: "error",
    title: "the description is spread over more than {limit} files",
    google: "refuses more than 50 files",
    fix: "keep paths and security schemes in fewer files",
  },
  dangling_ref: {
    severity: "error",
    title: "`$ref` names nothing: {ref}",
    google: refused,
    fix: "correct the reference",
  },
  cyclic_ref: {
    severity: "error",
    title: "`$ref` leads back to itself: {ref}",
    google: refused,
    fix: "break the circle",
  },
  ref_misplaced: {
    severity: "error",
    title: "`$ref` would not be followed here: {why}",
    google: "ignores it or what stands beside it, `security` included",
    fix: "write out what it names; a `$ref` may stand alone as a path item, an operation, a parameter or a security scheme",
  },
  not_an_overlay: {
    severity: "error",
    title: "this is no OpenAPI Overlay: {what}",
    google: overlaid,
    fix: "start with `overlay: 1.0.0`, an `info` with title and version, and a list of `actions`",
  },
  overlay_version: {
    severity: "error",
    title: "this is an overlay of version {seen}, and 1.0 is understood",
    google: overlaid,
    fix: "write `overlay: 1.0.0`",
  },
  overlay_field: {
    severity: "error",
    title: "`{name}` means nothing at this place of an overlay",
    google: overlaid,
    fix: "correct the name; here may stand: {known}",
  },
  overlay_action: {
    severity: "error",
    title: "this action {what}",
    google: overlaid,
    fix: "give it a `target` inside the description, and either an `update` or `remove: true`",
  },
  overlay_target: {
    severity: "error",
    title: "`{target}` is no JSONPath: {what}",
    google: overlaid,
    fix: "write it as RFC 9535 says, such as `$.paths['/orders'].get`; names with a slash or a dot need brackets and quotes",
  },
  overlay_no_match: {
    severity: "warning",
    title: "`{target}` selects nothing in the description",
    google: overlaid,
    fix: "correct the target, or remove the action",
  },
  overlay_scalar: {
    severity: "error",
    title: "`{target}` selects a single value, which an `update` cannot change",
    google: overlaid,
    fix: "select the mapping around it, and name its key in `update`",
  },
  overlay_mismatch: {
    severity: "error",
    title: "`{key}` is {update} in the overlay and {target} in the description",
    google: overlaid,
    fix: "write {target}, or remove what is there with an action before this one",
  },
  overlay_too_much: {
    severity: "error",
    title: "`{target}` {what}",
    google: overlaid,
    fix: "select by name instead of `..` and regular expressions",
  },
  more_findings: {
    severity: "note",
    title: "{count} more findings are not shown",
    google: "has no such limit",
    fix: "mend those that are shown first",
  },
  no_operations: {
    severity: "error",
    title: "the description has no operations",
    google: "deploys a gateway that answers 404 to everything",
    fix: "add operations under `paths`, or `x-latchkey-catch-all: true` with a `security` at the root",
  },
  bad_path: {
    severity: "error",
    title: "`{path}` cannot be a path of the gateway: {what}",
    google: refused,
    fix: "use whole segments only: `/orders/{id}`, `/orders/{id}:cancel`, `/files/{path=**}` with `**` last",
  },
  path_limit: {
    severity: "error",
    title: "`{path}`: {what}",
    google: "refuses paths of more than 512 characters or 60 parameters, and parameter names of more than 100",
    fix: "shorten it",
  },
  trailing_slash: {
    severity: "note",
    title: "`{path}` is served with and without its trailing slash",
    google: "refuses a path that ends in a slash, and answers `{served}` in both spellings",
    fix: "nothing to do; write `{served}` to say the same",
  },
  duplicate_route: {
    severity: "error",
    title: "{method} {path} takes the same requests as the operation on line {line}",
    google: "refuses the gateway configuration",
    fix: "keep one of the two",
  },
  duplicate_operation_id: {
    severity: "note",
    title: "{method} {path} has the operationId `{id}`, and so has {holder}; `{made}` is used here",
    google: refused,
    fix: "give each operation an operationId of its own, so that logs keep their names when paths change",
  },
  operation_id_collides: {
    severity: "warning",
    title:
      "operationId `{id}` differs from `{other}` of {holder} for people alone; `{made}` is used for {method} {path}",
    google: "makes one method name of both and refuses the file",
    fix: "give each operation an operationId that differs in letters, digits or underscores",
  },
  operation_id_made: {
    severity: "note",
    title: "{method} {path} has no usable operationId; `{id}` is used",
    google: "refuses an operation without one",
    fix: "write an operationId, so that logs keep their names when paths change",
  },
  method_not_served: {
    severity: "error",
    title: "the gateway does not serve {method}",
    google: "answers 405 or passes the request to a less specific path",
    fix: "remove the operation",
  },
  servers_ignored: {
    severity: "warning",
    title: "this list of servers is not used",
    google: "takes the base path from one server of the root and ignores the others",
    fix: "put the base path into the first server of the root, or into the paths",
  },
  security_missing: {
    severity: "error",
    title: "{method} {path} says nothing about `security`, and neither does the root",
    google: open,
    fix: "add `security` to the operation or to the root, or set `latchkey:defaultSecurity`; for an open operation write `security: []` and `x-latchkey-public: true`",
  },
  default_security: {
    severity: "note",
    title:
      "{count} of {all} operations say nothing about `security`; `latchkey:defaultSecurity` has them demand {what}",
    google: open,
    fix: "nothing to do; a `security` at the root would say the same wherever this description goes",
  },
  open_without_public: {
    severity: "error",
    title: "{method} {path} is open to everyone but is not marked as public",
    google: open,
    fix: "add `x-latchkey-public: true` beside `security: []` if that is meant, else name a scheme",
  },
  open_at_root: {
    severity: "error",
    title: "`security: []` at the root opens every operation that does not say otherwise",
    google: open,
    fix: "name a scheme at the root; write `security: []` and `x-latchkey-public: true` on each operation that is to be open",
  },
  public_but_secured: {
    severity: "error",
    title: "{method} {path} is marked as public but has no `security: []` of its own",
    google: "demands what `security` says and ignores the mark",
    fix: "add `security: []` to the operation, or remove `x-latchkey-public`",
  },
  empty_requirement: {
    severity: "error",
    title: "an empty alternative `{}` makes the credential optional",
    google: "drops the key check at the root and documents the same for operations, so anybody may call",
    fix: "remove `{}`; for an open operation write `security: []` and `x-latchkey-public: true`",
  },
  duplicate_requirement: {
    severity: "error",
    title: "the same alternative stands twice",
    google: refused,
    fix: "remove one of them",
  },
  undefined_scheme: {
    severity: "error",
    title: "security names `{scheme}`, which is not defined",
    google: open,
    fix: "define `{scheme}` under `{section}`, or correct the name",
  },
  unsupported_scheme: {
    severity: "error",
    title: "scheme `{scheme}` is of type {type}, which the gateway cannot check",
    google: "ignores the scheme and deploys the operation open to everyone",
    fix: "use an apiKey in header `x-api-key`, `http: bearer`, or oauth2 or openIdConnect with issuer and JWKS URL",
  },
  unsupported_key: {
    severity: "error",
    title: "scheme `{scheme}` expects the key in {where}, where the gateway does not look",
    google: "ignores the scheme and deploys the operation open to everyone",
    fix: "write `type: apiKey`, `in: header`, `name: x-api-key`",
  },
  key_in_query: {
    severity: "error",
    title: "scheme `{scheme}` puts the key into the URL",
    google: "accepts it; URLs are logged by every proxy on the way",
    fix: "write `type: apiKey`, `in: header`, `name: x-api-key`",
  },
  anded_tokens: {
    severity: "error",
    title: "one alternative demands two tokens at once: {schemes}",
    google: refused,
    fix: "put each token scheme into an alternative of its own, which means either of them",
  },
  legacy_security: {
    severity: "error",
    title: "`x-security` changes who may call, behind the back of `security`",
    google: "merges it over `security`",
    fix: "use `security` alone, with the audiences on the scheme",
  },
  scopes_not_checked: {
    severity: "warning",
    title: "scopes of `{scheme}` are named here",
    google: "never checks scopes: any token of the issuer passes",
    fix: "check scopes in the service, and leave them out here",
  },
  issuer_unknown: {
    severity: "error",
    title: "token scheme `{scheme}` lacks {what}",
    google: "refuses it, or looks the key set up at an address of the issuer's choice",
    fix: "add {what}, or `x-latchkey-issuer: own` if this stack issues the tokens",
  },
  issuer_contradiction: {
    severity: "error",
    title: "scheme `{scheme}` says `x-latchkey-issuer: own` and names another issuer",
    google: "accepts the named issuer",
    fix: "keep one of the two",
  },
  issuer_is_own: {
    severity: "error",
    title: "scheme `{scheme}` has the issuer of this stack itself",
    google: "checks such tokens against the key set given here, not ours",
    fix: "write `x-latchkey-issuer: own` instead of issuer and JWKS URL",
  },
  duplicate_issuer: {
    severity: "error",
    title: "schemes `{scheme}` and `{other}` have the same issuer",
    google: "deploys both; which one judges a token is not defined",
    fix: "use one scheme for one issuer, with all its audiences",
  },
  jwks_not_https: {
    severity: "error",
    title: "the JWKS URL of `{scheme}` is not an https URL",
    google: "fetches it unencrypted, so whoever is on the way can add keys",
    fix: "give the https URL",
  },
  audience_missing: {
    severity: "error",
    title: "token scheme `{scheme}` lists no audience",
    google: "accepts only `https://<managed service>`, which differs per door",
    fix: "list the audiences the issuer puts into `aud` for this API",
  },
  bad_audience: {
    severity: "error",
    title: "an audience of `{scheme}` is empty or holds a comma or a space",
    google: "splits audiences at commas",
    fix: "write one audience per entry",
  },
  bad_location: {
    severity: "error",
    title: "`{scheme}` looks for its token in {where}, which {why}",
    google: "ignores or refuses the location",
    fix: "leave the locations out: tokens are then taken from `Authorization: Bearer `",
  },
  token_in_query: {
    severity: "warning",
    title: "`{scheme}` takes its token from the URL",
    google: "accepts it; URLs are logged by every proxy on the way",
    fix: "leave the locations out: tokens are then taken from `Authorization: Bearer `",
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
  backend_auth_disabled: {
    severity: "error",
    title: "`disable_auth` takes the gateway's ID token off the request",
    google: "forwards the consumer's own credential to an unauthenticated backend",
    fix: "remove it; the gateway's account needs `run.invoker` on that service",
  },
  backend_not_https: {
    severity: "error",
    title: "backend address `{address}` is not a plain https URL",
    google: "sends the gateway's ID token unencrypted, or refuses the address",
    fix: "write `https://host` with an optional path, without credentials, query or fragment",
  },
  backend_audience_shared: {
    severity: "error",
    title: "backend `{address}` would get ID tokens made out to the stack's own service",
    google: "sends them; whoever answers there can call the private service as the gateway for an hour each",
    fix: "give that backend an audience of its own: leave `jwt_audience` out, or name that backend in it",
  },
  backend_unknown: {
    severity: "error",
    title: "backend `{name}` is not defined",
    google: refused,
    fix: "define it under `x-google-api-management.backends`",
  },
  root_backend_ignored: {
    severity: "warning",
    title: "the address of the root's backend is not used",
    google: "would send every request there",
    fix: "remove it: the stack's own service is the backend; give an address on single operations only",
  },
  path_translation_defaulted: {
    severity: "warning",
    title: "an operation's own backend without `path_translation` gets every request at one address",
    google: "uses CONSTANT_ADDRESS and turns path parameters into query parameters",
    fix: "write `path_translation: APPEND_PATH_TO_ADDRESS` or `CONSTANT_ADDRESS`",
  },
  deadline_invalid: {
    severity: "error",
    title: "a deadline must be more than 0 and at most 600 seconds",
    google: "uses 15 seconds for 0 and less, and refuses more than 600",
    fix: "write the seconds as a number",
  },
  undefined_metric: {
    severity: "error",
    title: "quota metric `{metric}` is not defined",
    google: refused,
    fix: "define it among the quota metrics at the root",
  },
  quota_without_key: {
    severity: "warning",
    title: "{method} {path} has a quota but demands no key on door {door}",
    google: "counts all consumers together, or by whatever stands in `x-api-key`, unchecked",
    fix: "demand a key there, or remove the quota",
  },
  needs_second_door: {
    severity: "error",
    title: "{method} {path} takes a key OR a token, and one Google gateway cannot",
    google: "demands the token always and never looks at the key",
    fix: "set `latchkey:doors: [main, second]`, or `latchkey:apiKeys: signed`, or demand one of the two here",
  },
  signed_key_and_token: {
    severity: "error",
    title: "{method} {path} demands a key AND a token, and signed keys are tokens themselves",
    google: "cannot demand two tokens",
    fix: "set `latchkey:apiKeys: google`, or demand one of the two here",
  },
  signed_mix: {
    severity: "error",
    title:
      "{method} {path} takes {this} but not {that}, another operation the reverse: signed keys would make them the same",
    google: "checks one scheme with two locations and cannot tell key from token",
    fix: "set `latchkey:apiKeys: google`, or let both operations take key and token",
  },
  signed_quota: {
    severity: "error",
    title: "{method} {path} has a quota, and signed keys cannot be counted",
    google: "takes the signed key for a Google API key and answers 400",
    fix: "set `latchkey:apiKeys: google`, or remove the quota",
  },
  weaker_wildcard: {
    severity: "warning",
    title: "{method} {path} is stricter than {method} {other}, which takes the same path in another spelling",
    google: "routes `%2F`, another letter case or one slash more to the wildcard, under its weaker security",
    fix: "demand the same on both, or make sure the service does not treat such spellings as the same path",
  },
  proof_wider: {
    severity: "error",
    title: "door {door} would accept {request}, which the description refuses: {why}",
    google: "accepts the request",
    fix: "nothing is deployed; please report the description that led to this",
  },
  proof_lost: {
    severity: "error",
    title: "no door would accept {request}, which the description accepts",
    google: "refuses the request",
    fix: "nothing is deployed; please report the description that led to this",
  },
  proof_refused: {
    severity: "error",
    title: "the gateway document of door {door} does not compile: {why}",
    google: "refuses the document",
    fix: "nothing is deployed; correct what the message names",
  },
} as const satisfies Record<string, FindingText>;

/** Code of a finding. */
export type FindingCode = keyof typeof findings;
