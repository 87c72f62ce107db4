import { isGrant, neededGrants } from "../grants.ts";
import { inputAt } from "../input-at.ts";
import { publicMembers } from "../public-members.ts";
import type { ResourceRule } from "../rule.ts";
import { notYetKnown } from "../subject.ts";

/** Grants are the few that the stack needs. */
export const leastPrivilege: ResourceRule = {
  name: "least-privilege",
  reason:
    "A role on the project reaches every service in it, and a binding or policy takes away what others were granted.",
  fix: "Grant the narrowest role on the one resource; a grant that is really needed gets a row in infra/policy/grants.ts.",
  level: "mandatory",
  *check(subject) {
    if (!isGrant(subject.type)) return;
    if (!subject.type.endsWith("Member")) {
      yield `${subject.name} replaces grants that others made`;
      return;
    }
    const [role, member] = [inputAt(subject, "role"), inputAt(subject, "member")];
    if (role === notYetKnown) return;
    const grants = neededGrants.filter((grant) => grant.type === subject.type && grant.role === role);
    if (grants.length === 0) {
      yield `${subject.name} grants ${String(role)}, which the stack does not need in this place`;
    } else if (member !== notYetKnown && publicMembers(member).length === 0) {
      // Whether everybody may have it is for the rules about public access.
      if (!grants.some((grant) => grant.to.test(String(member)))) {
        yield `${subject.name} grants ${String(role)} to ${String(member)}, who does not need it`;
      }
    }
  },
};
