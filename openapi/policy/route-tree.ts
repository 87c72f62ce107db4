import type { Policy } from "../compilation.ts";
import type { DescribedOperation } from "../description/description.ts";
import { type PathTemplate, parsePathTemplate } from "../google/path-template.ts";

/** Steps from one path; people's descriptions need a handful, and one made to keep us busy thousands. */
const MAX_STEPS = 500;

/** The operations of one path shape, whatever their parameters are called. */
export interface RoutedPath {
  readonly template: PathTemplate;
  /** By method, in order of the description. */
  readonly operations: ReadonlyMap<string, DescribedOperation>;
  /** The first of them. */
  readonly first: DescribedOperation;
}

/** Paths by segment; parameters are `*` and `**`. */
export interface RouteNode {
  readonly children: ReadonlyMap<string, RouteNode>;
  /** Paths that end here, by verb. */
  readonly ends: ReadonlyMap<string, RoutedPath>;
}

/** Every path of a description, by shape and by segment. */
export interface RouteTree {
  readonly paths: readonly RoutedPath[];
  readonly root: RouteNode;
}

/** Arranges operations by path, for the checks that hold routes against each other. */
export function buildRouteTree(operations: readonly DescribedOperation[]): RouteTree {
  const root = newNode();
  const paths: RoutedPath[] = [];
  const byTemplate = Map.groupBy(operations, ({ pathTemplate }) => pathTemplate);
  for (const [text, group] of byTemplate) {
    const template = parsePathTemplate(text);
    let node = root;
    for (const segment of template.segments) {
      const next = node.children.get(segment) ?? newNode();
      node.children.set(segment, next);
      node = next;
    }
    const there = node.ends.get(template.verb);
    if (there) for (const operation of group) there.operations.set(operation.method, operation);
    const [first] = group;
    if (there || !first) continue;
    const path = { template, first, operations: new Map(group.map((operation) => [operation.method, operation])) };
    node.ends.set(template.verb, path);
    paths.push(path);
  }
  return { paths, root };
}

/** Policies of everything on a path. */
export function policiesOf({ operations }: RoutedPath): Policy[] {
  return [...operations.values()].map(({ policy }) => policy);
}

/** The path of a shape, if the description has it. */
export function findPath({ root }: RouteTree, segments: readonly string[], verb = ""): RoutedPath | undefined {
  const node = segments.reduce<RouteNode | undefined>((here, segment) => here?.children.get(segment), root);
  return node?.ends.get(verb);
}

/**
 * Every other path that matches whatever `path` matches, the most specific first: what the gateway goes on to where a
 * method is missing.
 *
 * @see gateway-semantics §4.3
 */
export function* pathsAround(
  { root }: RouteTree,
  path: { readonly template: Pick<PathTemplate, "segments" | "verb"> },
): Generator<RoutedPath> {
  const { segments, verb } = path.template;
  let steps = 0;
  yield* walk(root, 0);

  function* walk(node: RouteNode, at: number): Generator<RoutedPath> {
    const segment = segments[at];
    steps += 1;
    if (steps > MAX_STEPS) return;
    if (segment === undefined) {
      const end = node.ends.get(verb);
      if (end && end !== path) yield end;
      // `/**` takes `/` itself, whereas `/a/**` takes `/a/` and not `/a`.
      if (at === 0) yield* ends(node.children.get("**"));
      return;
    }
    const literal = segment.startsWith("*") ? undefined : node.children.get(segment);
    if (literal) yield* walk(literal, at + 1);
    const single = segment === "**" ? undefined : node.children.get("*");
    // A parameter at the end takes the verb for a part of its value.
    const swallowing = verb !== "" && at === segments.length - 1 ? single?.ends.get("") : undefined;
    if (swallowing) yield swallowing;
    if (single) yield* walk(single, at + 1);
    for (const end of ends(node.children.get("**"))) if (end !== path) yield end;
  }

  function* ends(rest: RouteNode | undefined): Generator<RoutedPath> {
    for (const wanted of verb === "" ? [""] : [verb, ""]) {
      const end = rest?.ends.get(wanted);
      if (end) yield end;
    }
  }
}

interface MutableNode {
  readonly children: Map<string, MutableNode>;
  readonly ends: Map<string, RoutedPath & { readonly operations: Map<string, DescribedOperation> }>;
}

function newNode(): MutableNode {
  return { children: new Map(), ends: new Map() };
}
