import { type ErrorDetails, type ErrorText, LatchkeyError } from "../../errors/latchkey-error.ts";

/** What Google, or the provider in front of it, says no to. `{resource}` is the logical name with its type. */
export const cloudErrors = {
  unknown_resource_type: {
    message: "{resource}: the loopback cloud does not know this resource type.",
    fix: "Use one of the types in local/cloud/types.ts, or describe this one there.",
  },
  unknown_function: {
    message: "The loopback cloud does not know the provider function {token}.",
    fix: "Remove the call, or add the function to local/cloud/functions.ts.",
  },
  project_unknown: {
    message: "{resource}: no project is set.",
    fix: "Set gcp:project for the stack.",
  },
  region_unknown: {
    message: "{resource}: no region is set.",
    fix: "Set gcp:region for the stack, or region on the resource.",
  },
  missing_input: {
    message: "{resource}: {input} is required and missing.",
    fix: "Give {input} a value.",
  },
  invalid_input: {
    message: "{resource}: {input} is {value}, but {rule}.",
    fix: "Correct {input}.",
  },
  conflicting_inputs: {
    message: "{resource}: {first} and {second} exclude each other.",
    fix: "Set one of them.",
  },
  wrong_api_value: {
    message: "{resource}: api is {value}; Google answers that with an HTML page, 404.",
    fix: "Pass the apiId ({apiId}), not the id or name of the Api.",
  },
  not_found: {
    message: "{resource}: {what} {id} does not exist (404).",
    fix: "Create it first, and let this resource refer to its output.",
  },
  api_not_enabled: {
    message: "{resource}: {api} is not enabled in project {project} (403 SERVICE_DISABLED).",
    fix: "Enable it with a gcp.projects.Service that this resource depends on.",
  },
  already_exists: {
    message: "{resource}: {id} already exists (409).",
    fix: "Choose another name, or let the name be made automatically.",
  },
  name_still_taken: {
    message: "{resource}: {id} was deleted less than 30 days ago and keeps its name (409).",
    fix: "Choose another name, or let the name be made automatically.",
  },
  in_use: {
    message: "{resource} cannot be deleted: {user} still uses it (400 FAILED_PRECONDITION).",
    fix: "Move {user} to something else first.",
  },
  operation_in_progress: {
    message: "{resource}: {api} is already making another config (409 ABORTED).",
    fix: "Make one config of an API at a time: wait for the other deployment, or give each door its own Api.",
  },
  too_many: {
    message: "{resource}: {limit} {what} is the most Google allows (429).",
    fix: "Delete some that are no longer used.",
  },
  public_access_prevented: {
    message: "{resource}: {member} may not be granted anything, because {bucket} prevents public access (412).",
    fix: "Set publicAccessPrevention to inherited on that bucket, or host the file elsewhere.",
  },
  key_version_unusable: {
    message: "Key version {id} has no public key to read: it is {state} (400 FAILED_PRECONDITION).",
    fix: "Use a version that is enabled and made for signing.",
  },
  deletion_protected: {
    message: "{resource} cannot be deleted or replaced: deletionProtection is on.",
    fix: "Set deletionProtection to false, deploy that, then try again.",
  },
  deletion_prevented: {
    message: "{resource} cannot be deleted or replaced: its deletionPolicy is PREVENT.",
    fix: "Set deletionPolicy to DELETE or ABANDON, deploy that, then try again.",
  },
  protected: {
    message: "{resource} cannot be deleted or replaced: it is protected.",
    fix: "Undo the change that removes it, or take its protection off first.",
  },
} as const satisfies Record<string, ErrorText>;

export type CloudErrorCode = keyof typeof cloudErrors;

/** A refusal of the loopback cloud, as Google's API or provider would refuse. */
export class CloudError extends LatchkeyError {
  constructor(code: CloudErrorCode, details: ErrorDetails = {}) {
    super(code, cloudErrors[code], details);
  }
}
