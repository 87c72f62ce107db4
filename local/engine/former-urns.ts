import { makeUrn, parseUrn, type UrnSource } from "./urn.ts";

/** An alias as the SDK sends it: a whole URN, or the parts that were different. */
export type Alias = string | AliasSpec;

/** Parts of a former URN; what is absent is as it is now. */
export interface AliasSpec {
  readonly name?: string;
  readonly type?: string;
  readonly stack?: string;
  readonly project?: string;
  readonly parentUrn?: string;
  /** True: it used to stand directly under the stack. */
  readonly noParent?: boolean;
}

/** A parent and the URNs it was known under before. */
export interface FormerParent {
  readonly urn: string;
  readonly formerUrns: readonly string[];
}

/**
 * Resolves a resource's aliases, and those its parent passes on, into the URNs it may be known under from before.
 *
 * A child whose name starts with its parent's is taken to have been renamed along with it.
 *
 * @param parent - absent for resources without one.
 * @returns URNs other than the present one, the resource's own aliases first, none twice.
 * @see https://www.pulumi.com/docs/iac/concepts/resources/options/aliases/
 */
export function formerUrns(resource: UrnSource, aliases: readonly Alias[], parent?: FormerParent): string[] {
  const own = aliases.map((alias) => resolve(resource, alias));
  const present = makeUrn(resource);
  const inherited: string[] = [];
  if (parent !== undefined) {
    for (const formerParent of parent.formerUrns) {
      for (const urn of [present, ...own]) inherited.push(underFormerParent(urn, parent.urn, formerParent));
    }
  }
  return [...new Set([...own, ...inherited])].filter((urn) => urn !== present);
}

function resolve(resource: UrnSource, alias: Alias): string {
  if (typeof alias === "string") return alias;
  return makeUrn({
    stack: alias.stack || resource.stack,
    project: alias.project || resource.project,
    type: alias.type || resource.type,
    name: alias.name || resource.name,
    parent: alias.noParent ? undefined : alias.parentUrn || resource.parent,
  });
}

function underFormerParent(urn: string, parent: string, formerParent: string): string {
  const { stack, project } = parseUrn(formerParent);
  const { type, name } = parseUrn(urn);
  const parentName = parseUrn(parent).name;
  const formerName = name.startsWith(parentName) ? parseUrn(formerParent).name + name.slice(parentName.length) : name;
  return makeUrn({ stack, project, type, name: formerName, parent: formerParent });
}
