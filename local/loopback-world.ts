import { createHash, timingSafeEqual } from "node:crypto";
import { API_KEY } from "./cloud/apikeys.ts";
import { ACCOUNT } from "./cloud/iam.ts";
import type { IdTokens } from "./cloud/id-token.ts";
import { objectPlace, readPublicObject } from "./cloud/public-object.ts";
import { isHostOf } from "./cloud/run-url.ts";
import { PROJECT_SERVICE } from "./cloud/serviceusage.ts";
import { type CloudObject, type CloudState, everything } from "./cloud/state.ts";
import type { KeyCheckAnswer, World } from "./gateway/world.ts";
import { restrictionError } from "./key-restrictions.ts";
import { runServices } from "./service/run-services.ts";
import { UnreachableError } from "./world-error.ts";

const GOOGLE_KEYS = "https://www.googleapis.com/oauth2/v3/certs";
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

export interface LoopbackWorldOptions {
  /** What the cloud holds now. */
  readonly state: () => CloudState;
  readonly tokens: IdTokens;
  /** Port on 127.0.0.1 where a service's front door listens, by the service's full name. */
  readonly frontDoorPort: (service: string) => number | undefined;
}

/** What the gateway reaches outside itself, answered from what the loopback cloud holds. Nothing leaves the machine. */
export function loopbackWorld({ state, tokens, frontDoorPort }: LoopbackWorldOptions): World {
  return {
    async fetchText(url) {
      if (url === GOOGLE_KEYS) return { status: 200, body: JSON.stringify(await tokens.jwks()) };
      const place = storagePlace(url);
      if (place === undefined) throw new UnreachableError(`${hostOf(url)} cannot be reached on loopback`);
      const read = readPublicObject(state(), place.bucket, place.name);
      return read.status === 200
        ? { status: 200, body: read.content.toString("utf8") }
        : { status: read.status, body: read.code };
    },
    async checkKey(check): Promise<KeyCheckAnswer> {
      const held = state();
      const key = findKey(held, check.apiKey);
      if (key === undefined) return { ok: false, error: "API_KEY_INVALID" };
      const error = restrictionError(key.inputs.restrictions, check);
      if (error !== undefined) return { ok: false, error };
      const isEnabled = everything(held).some(
        ({ type, inputs }) =>
          type === PROJECT_SERVICE && inputs.service === check.service && inputs.project === key.inputs.project,
      );
      if (!isEnabled) return { ok: false, error: "SERVICE_NOT_ACTIVATED" };
      return { ok: true, consumerProjectNumber: held.projectNumber, keyUid: String(key.outputs.uid) };
    },
    async idToken(email, audience) {
      const account = everything(state()).find(({ type, outputs }) => type === ACCOUNT && outputs.email === email);
      if (account === undefined) throw new UnreachableError(`service account ${email} does not exist`);
      if (account.inputs.disabled === true) throw new UnreachableError(`service account ${email} is disabled`);
      return tokens.mint(email, audience);
    },
    locate(address) {
      const { hostname, port, protocol } = new URL(address);
      if (LOOPBACK.test(hostname)) {
        const isPlain = protocol === "http:";
        const host = hostname.replace(/^\[|\]$/g, "");
        return { protocol: isPlain ? "http:" : "https:", host, port: Number(port) || (isPlain ? 80 : 443) };
      }
      const service = runServices(state()).find((candidate) => isHostOf(hostname, candidate));
      const found = service === undefined ? undefined : frontDoorPort(service.id);
      if (found === undefined) throw new UnreachableError(`${hostname} is no service of this stack`);
      return { protocol: "http:", host: "127.0.0.1", port: found };
    },
  };
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : "an address that is no URL";
}

/** `https://storage.googleapis.com/BUCKET/OBJECT`, or the bucket in front of the host. */
function storagePlace(url: string): { bucket: string; name: string } | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, hostname, pathname } = new URL(url);
  if (protocol !== "https:") return undefined;
  if (hostname === "storage.googleapis.com") return objectPlace(pathname);
  const bucket = /^(.+)\.storage\.googleapis\.com$/.exec(hostname)?.[1];
  return bucket === undefined ? undefined : objectPlace(`/${bucket}${pathname}`);
}

const indexes = new WeakMap<CloudState, Map<string, CloudObject>>();

/** Finds a key by the digest of its string, so that neither the search nor the comparison tells how near a guess was. */
function findKey(state: CloudState, presented: string): CloudObject | undefined {
  let index = indexes.get(state);
  if (index === undefined) {
    // A key without a string would otherwise answer to the word "undefined".
    const keys = everything(state).filter(({ type, outputs }) => type === API_KEY && Boolean(outputs.keyString));
    index = new Map(keys.map((key) => [digest(String(key.outputs.keyString)).toString("hex"), key]));
    indexes.set(state, index);
  }
  const wanted = digest(presented);
  const found = index.get(wanted.toString("hex"));
  if (found === undefined) return undefined;
  return timingSafeEqual(digest(String(found.outputs.keyString)), wanted) ? found : undefined;
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
