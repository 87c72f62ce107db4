import { checkText, need } from "./check-text.ts";
import { iamMember } from "./iam-member.ts";

/** A role on a secret, which may be one the program did not make. */
export const secretIamMember = iamMember({
  api: "secretmanager.googleapis.com",
  inputs: ["secretId", "project"],
  required: ["secretId"],
  fromSite: ["project"],
  id(inputs) {
    const secret = need(inputs, "secretId");
    return secret.startsWith("projects/") ? secret : `projects/${need(inputs, "project")}/secrets/${secret}`;
  },
  check: (inputs, around) =>
    checkText(inputs, "secretId", around, {
      pattern: /^(projects\/[^/]+\/secrets\/)?[\w-]{1,255}$/,
      rule: "it must be a secret's id, or projects/…/secrets/ID",
    }),
});
