import type { CompileSettings, Policy } from "../compilation.ts";
import type { Place } from "../finding.ts";
import type { FindingLog } from "../finding-log.ts";
import type { Cursor } from "../source/cursor.ts";
import type { References } from "../source/references.ts";
import type { DescribedOperation, DescribedQuota } from "./description.ts";
import { type ExtensionCheck, readSwitch } from "./extensions.ts";
import { methods, pathItemFields } from "./methods.ts";
import { type ReadPath, readPath } from "./path.ts";
import { type ReadBackend, readBackend } from "./read-backend.ts";
import { readMetricCosts } from "./read-quota.ts";
import { readSecurity } from "./read-security.ts";
import { SchemeBook } from "./scheme-book.ts";
import { TrafficCheck } from "./traffic-check.ts";
import type { Generation } from "./version.ts";

/** What all operations of one description share. */
export interface OperationContext {
  readonly root: Cursor;
  readonly references: References;
  readonly generation: Generation;
  readonly basePath: string;
  readonly quota: DescribedQuota;
  /** `iss` of this stack's tokens. */
  readonly ownIssuer: string;
  readonly defaultSecurity?: CompileSettings["defaultSecurity"];
  readonly extensions: ExtensionCheck;
  readonly log: FindingLog;
}

/** What an operation demands, and where that is written. */
interface ReadPolicy {
  /** `default`: what the stack says, once every scheme in use is known. */
  readonly policy: Policy | "default";
  readonly place: Place;
}

/** An operation whose final operationId is not known yet. */
export type UnnamedOperation = Omit<DescribedOperation, "operationId" | "policy"> & {
  readonly policy: ReadPolicy["policy"];
  readonly writtenId: Cursor | undefined;
};

/** Reads operations one path item at a time and keeps the sound ones. */
export class OperationReader {
  readonly schemes: SchemeBook;
  readonly operations: UnnamedOperation[] = [];
  /** Operations seen, sound or not. */
  count = 0;
  /** Operations that could not be read. Each must have an error, for its requests would fall to another operation. */
  dropped = 0;
  readonly #context: OperationContext;
  readonly #traffic: TrafficCheck;
  /** What every operation inherits. */
  readonly rootBackend: ReadBackend;
  readonly #routes = new Map<string, Place>();
  #rootPolicy: { readonly policy: Policy | undefined } | undefined;

  constructor(context: OperationContext) {
    this.#context = context;
    this.schemes = new SchemeBook(context);
    this.#traffic = new TrafficCheck(context);
    this.rootBackend = readBackend(context.root, context.root, "root", context.extensions, context.log);
  }

  readPathItem(written: string, at: Cursor): void {
    const { root, references, extensions, log } = this.#context;
    const item = references.follow(at);
    if (item?.node.kind !== "map") {
      // Its operations cannot be read, which is not the same as there being none.
      this.count += 1;
      this.dropped += 1;
      if (item) log.add("wrong_type", at.place, { what: written, expected: "a mapping of methods" });
      return;
    }
    extensions.check(item, "path");
    const servers = item.get("servers");
    if (servers) log.add("servers_ignored", servers.place);
    const backend = merge(this.rootBackend, readBackend(item, root, "operation", extensions, log));
    const security = item.get("security");
    if (security) log.add("security_misplaced", security.place, { path: written });
    for (const [field, operation] of item.entries()) {
      if (field.startsWith("x-") || field === "security" || pathItemFields.has(field)) continue;
      this.count += 1;
      const method = methods.find((candidate) => candidate.toLowerCase() === field);
      if (!method) {
        log.add("method_not_served", operation.place, { method: field });
        continue;
      }
      const followed = references.follow(operation);
      if (followed?.node.kind === "map") this.#readOperation(method, written, at, item, followed, backend);
      else {
        this.dropped += 1;
        if (followed) log.add("wrong_type", operation.place, { what: field, expected: "a mapping" });
      }
    }
  }

  #readOperation(
    method: string,
    written: string,
    pathAt: Cursor,
    item: Cursor,
    at: Cursor,
    inherited: ReadBackend,
  ): void {
    const { root, log, quota, basePath, extensions } = this.#context;
    extensions.check(at, "operation");
    const legacy = at.get("x-security");
    if (legacy) log.add("legacy_security", legacy.place);
    const servers = at.get("servers");
    if (servers) log.add("servers_ignored", servers.place);
    const parameters = this.#parameters(item, at);
    this.#traffic.look(`${method} ${written}`, at, parameters);
    const path = readPath(basePath, written, wildNames(parameters), pathAt, log);
    const policy = this.#readPolicy(method, written, at);
    const backend = merge(inherited, readBackend(at, root, "operation", extensions, log));
    const metricCosts = readMetricCosts(at, quota, log);
    if (!path || !policy) {
      this.dropped += 1;
      return;
    }
    this.add(method, path, {
      policy: policy.policy,
      backend: backend.wish,
      backendPlaces: backend.places,
      metricCosts,
      place: at.place,
      securityPlace: policy.place,
      writtenId: at.get("operationId"),
      catchAll: false,
    });
  }

  /** Tells what only the whole description shows. */
  finish(): void {
    this.#traffic.finish();
  }

  /** Keeps an operation unless another already takes its requests. */
  add(method: string, path: ReadPath, rest: Omit<UnnamedOperation, "method" | "path" | "pathTemplate">): void {
    const route = `${method} ${path.shape}`;
    const other = this.#routes.get(route);
    if (other) {
      this.#context.log.add("duplicate_route", rest.place, { method, path: path.path, line: other.line });
      return;
    }
    this.#routes.set(route, rest.place);
    this.operations.push({ method, path: path.path, pathTemplate: path.pathTemplate, ...rest });
  }

  /** True when an operation already takes what `method` on `path` would. */
  has(method: string, path: ReadPath): boolean {
    return this.#routes.has(`${method} ${path.shape}`);
  }

  /**
   * What an operation without `security` of its own demands.
   *
   * @param at - the operation, for the finding that nothing says it.
   * @returns undefined after a finding.
   */
  inherit(method: string, path: string, at: Cursor): ReadPolicy | undefined {
    const { root, log, defaultSecurity } = this.#context;
    const security = root.get("security");
    if (security) {
      const policy = this.#readRootPolicy(security);
      return policy && { policy, place: security.place };
    }
    if (defaultSecurity) return { policy: "default", place: (root.get("paths") ?? root).place };
    log.add("security_missing", at.place, { method, path });
    return undefined;
  }

  #readRootPolicy(security: Cursor): Policy | undefined {
    if (!this.#rootPolicy) {
      const { log } = this.#context;
      const policy = readSecurity(security, this.schemes, log);
      if (policy?.open) log.add("open_at_root", security.place);
      this.#rootPolicy = { policy: policy?.open ? undefined : policy };
    }
    return this.#rootPolicy.policy;
  }

  #readPolicy(method: string, path: string, at: Cursor): ReadPolicy | undefined {
    const { log } = this.#context;
    const own = at.get("security");
    const isPublic = readSwitch(at, "x-latchkey-public", log);
    const policy = own && readSecurity(own, this.schemes, log);
    const inherited = own ? undefined : this.inherit(method, path, at);
    if (isPublic && (!own || (policy && !policy.open))) {
      log.add("public_but_secured", (at.get("x-latchkey-public") ?? at).place, { method, path });
      return undefined;
    }
    if (!own || !policy) return inherited;
    if (policy.open && !isPublic) {
      log.add("open_without_public", own.place, { method, path });
      return undefined;
    }
    return { policy, place: own.place };
  }

  /** Parameters of the path item and the operation, references followed. */
  #parameters(item: Cursor, operation: Cursor): Cursor[] {
    const { references, extensions } = this.#context;
    const written = [item.get("parameters"), operation.get("parameters")].flatMap((list) => list?.items() ?? []);
    const parameters = written.flatMap((parameter) => references.follow(parameter) ?? []);
    for (const parameter of parameters) extensions.check(parameter, "parameter");
    return parameters;
  }
}

function wildNames(parameters: readonly Cursor[]): Set<string> {
  const wild = parameters.filter(
    (parameter) =>
      parameter.get("in")?.text === "path" && parameter.get("x-google-parameter")?.get("pattern")?.text === "**",
  );
  return new Set(wild.flatMap((parameter) => parameter.get("name")?.text ?? []));
}

function merge(inherited: ReadBackend, own: ReadBackend): ReadBackend {
  return { wish: { ...inherited.wish, ...own.wish }, places: { ...inherited.places, ...own.places } };
}
