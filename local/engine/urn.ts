/** Type of the resource every other one descends from. Children's URNs leave it out. */
export const stackType = "pulumi:pulumi:Stack";

/** What a URN says about its resource. */
export interface UrnParts {
  readonly stack: string;
  readonly project: string;
  /** Types of the ancestors and its own, joined by `$`, e.g. `latchkey:index:Door$gcp:apigateway/api:Api`. */
  readonly qualifiedType: string;
  readonly type: string;
  readonly name: string;
}

/** What a URN is made of: the ancestors come in through the parent's own URN. */
export interface UrnSource {
  readonly stack: string;
  readonly project: string;
  readonly type: string;
  readonly name: string;
  /** URN of the parent; absent, or the stack itself: no ancestors are named. */
  readonly parent?: string;
}

/**
 * Names a resource as the Pulumi engine does.
 *
 * @returns e.g. `urn:pulumi:dev::latchkey::latchkey:index:Door$gcp:apigateway/api:Api::main`.
 * @see https://www.pulumi.com/docs/iac/concepts/resources/names/#urns
 */
export function makeUrn(source: UrnSource): string {
  const ancestors = source.parent === undefined ? stackType : parseUrn(source.parent).qualifiedType;
  const qualifiedType = ancestors === stackType ? source.type : `${ancestors}$${source.type}`;
  return `urn:pulumi:${source.stack}::${source.project}::${qualifiedType}::${source.name}`;
}

/** Takes a URN apart. A name may itself hold `::`. */
export function parseUrn(urn: string): UrnParts {
  const [stack = "", project = "", qualifiedType = "", ...name] = urn.replace(/^urn:pulumi:/, "").split("::");
  return { stack, project, qualifiedType, type: qualifiedType.split("$").at(-1) ?? "", name: name.join("::") };
}
