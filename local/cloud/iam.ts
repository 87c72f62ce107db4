import { checkText, dashedId, need, text } from "./check-text.ts";
import { iamMember } from "./iam-member.ts";
import { randomDigits } from "./random-text.ts";
import { replacementRules } from "./replacement-rules.ts";
import type { ResourceType, Surroundings } from "./resource-type.ts";
import type { Values } from "./state.ts";

export const ACCOUNT = "gcp:serviceaccount/account:Account";

function emailOf(inputs: Values): string {
  return `${need(inputs, "accountId")}@${need(inputs, "project")}.iam.gserviceaccount.com`;
}

/** A service account. Its e-mail is known before it exists. */
export const account: ResourceType = {
  api: "iam.googleapis.com",
  required: [],
  forceNew: replacementRules[ACCOUNT],
  autoName: { input: "accountId", maxLength: 30 },
  defaults: { disabled: false },
  fromSite: ["project"],
  computed: ["name", "uniqueId"],
  planned(inputs): Values {
    if (text(inputs, "accountId") === undefined || text(inputs, "project") === undefined) return {};
    const email = emailOf(inputs);
    return { email, member: `serviceAccount:${email}` };
  },
  check(inputs, around) {
    checkText(inputs, "accountId", around, {
      pattern: /^[a-z](?=.{5,29}$)[a-z0-9-]*[a-z0-9]$/,
      rule: "it must be 6 to 30 of a-z, 0-9 and -, beginning with a letter and not ending with -",
    });
  },
  answer(inputs, around) {
    const name = `projects/${need(inputs, "project")}/serviceAccounts/${emailOf(inputs)}`;
    return { id: name, computed: { name, uniqueId: around.before?.uniqueId ?? randomDigits(21) } };
  },
  adopts: (inputs) => inputs.createIgnoreAlreadyExists === true,
};

function checkAccountName(inputs: Values, around: Surroundings): void {
  checkText(inputs, "serviceAccountId", around, {
    pattern: /^projects\/[^/]+\/serviceAccounts\/[^/]+@[^/]+$/,
    rule: "it must be the account's full name, projects/…/serviceAccounts/EMAIL",
  });
}

/** A role on a service account, e.g. who may act as it. */
export const accountIamMember = iamMember({
  api: "iam.googleapis.com",
  inputs: ["serviceAccountId"],
  required: ["serviceAccountId"],
  id: (inputs) => need(inputs, "serviceAccountId"),
  check: checkAccountName,
});

/** A role on the whole project. */
export const projectIamMember = iamMember({
  inputs: ["project"],
  required: ["project"],
  fromSite: ["project"],
  id: (inputs) => need(inputs, "project"),
  check: (inputs, around) => checkText(inputs, "project", around, dashedId(30, "[a-z]")),
});
