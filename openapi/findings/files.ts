import { type FindingText, refused } from "./finding-text.ts";

/** Files, syntax and references. */
export const fileFindings = {
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
    google: "refuses an upload of more than 10 MB, which the gateway document made from it may stay below",
    fix: "move examples and schemas out of it; the gateway enforces neither",
  },
  too_many_values: {
    severity: "error",
    title: "there are more values here than an API description can need: over {count}",
    google: "refuses a file of more than 10 MB",
    fix: "check that this is the file you meant, and move bulk data such as long examples out of it",
  },
  more_findings: {
    severity: "note",
    title: "{count} more findings are not shown",
    google: "has no such limit",
    fix: "mend those that are shown first",
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
} as const satisfies Record<string, FindingText>;
