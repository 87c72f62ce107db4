import {
  specialArchiveSig,
  specialAssetSig,
  specialOutputValueSig,
  specialResourceSig,
  specialSecretSig,
  specialSigKey,
  unknownValue,
} from "@pulumi/pulumi/runtime/rpc.js";
import structs, { type JavaScriptValue, type Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { EvaluationError } from "./evaluation-error.ts";
import { ARCHIVE, ASSET, type Marked, SECRET, UNKNOWN } from "./graph.ts";

/** Named values of one resource or call, with the envelopes of {@link Marked}. */
export type MarkedValues = Readonly<Record<string, Marked>>;

type Wire = null | boolean | number | string | Wire[] | { [key: string]: Wire };

const reserved = new Set([SECRET, UNKNOWN, ASSET, ARCHIVE]);

/**
 * Reads what the SDK sends.
 *
 * @param place - whose values they are, for the message.
 * @throws {EvaluationError} `reserved_key` when an object of the program looks like one of our envelopes.
 */
export function unmarshal(struct: Struct | undefined, place: string): MarkedValues {
  const values = (struct?.toJavaScript() ?? {}) as Record<string, Wire>;
  return mapValues(values, (value) => mark(value, place));
}

/** Writes what the SDK reads: the inverse of {@link unmarshal}. */
export function marshal(values: MarkedValues): Struct {
  return structs.Struct.fromJavaScript(mapValues(values, unmark) as Record<string, JavaScriptValue>);
}

/** As {@link marshal}, with secrets and unknowns as the SDK wants them in a transform: it drops plain unknowns there. */
export function marshalOutputs(values: MarkedValues): Struct {
  return structs.Struct.fromJavaScript(mapValues(values, unmarkOutput) as Record<string, JavaScriptValue>);
}

function mark(value: Wire, place: string): Marked {
  if (value === unknownValue) return { [UNKNOWN]: true };
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((element) => mark(element, place));
  switch (value[specialSigKey]) {
    case undefined:
      return mapValues(unreserved(value, place), (inner) => mark(inner, place));
    case specialSecretSig:
      return secret(mark(value.value ?? null, place));
    case specialAssetSig:
      return { [ASSET]: mapValues(unsigned(value), (inner) => mark(inner, place)) };
    case specialArchiveSig:
      return { [ARCHIVE]: mapValues(unsigned(value), (inner) => mark(inner, place)) };
    case specialOutputValueSig: {
      const inner = "value" in value ? mark(value.value ?? null, place) : { [UNKNOWN]: true };
      return value.secret === true ? secret(inner) : inner;
    }
    case specialResourceSig:
      return mark(value.id ?? value.urn ?? null, place);
    default:
      throw new EvaluationError("unsupported_feature", { feature: `a value of an unknown kind in ${place}` });
  }
}

function unmark(value: Marked): Wire {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((element) => unmark(element));
  const fields = value as MarkedValues;
  if (UNKNOWN in fields) return unknownValue;
  if (SECRET in fields) return { [specialSigKey]: specialSecretSig, value: unmark(fields[SECRET] ?? null) };
  if (ASSET in fields) return { [specialSigKey]: specialAssetSig, ...(unmark(fields[ASSET] ?? null) as object) };
  if (ARCHIVE in fields) return { [specialSigKey]: specialArchiveSig, ...(unmark(fields[ARCHIVE] ?? null) as object) };
  return mapValues(fields, unmark);
}

function unmarkOutput(value: Marked): Wire {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((element) => unmarkOutput(element));
  const fields = value as MarkedValues;
  const isSecret = SECRET in fields;
  const inner = isSecret ? (fields[SECRET] ?? null) : value;
  const isUnknown = isEnvelope(inner, UNKNOWN);
  if (!isSecret && !isUnknown)
    return ASSET in fields || ARCHIVE in fields ? unmark(value) : mapValues(fields, unmarkOutput);
  return {
    [specialSigKey]: specialOutputValueSig,
    ...(isUnknown ? {} : { value: unmark(inner) }),
    ...(isSecret ? { secret: true } : {}),
  };
}

/** A secret around a value; around a secret it stays one envelope. */
export function secret(value: Marked): Marked {
  return isEnvelope(value, SECRET) ? value : { [SECRET]: value };
}

/** Whether a value is one envelope of the given key. */
export function isEnvelope(value: Marked | undefined, key: string): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value) && key in value;
}

function unreserved(value: { [key: string]: Wire }, place: string): { [key: string]: Wire } {
  const [key, second] = Object.keys(value);
  if (key !== undefined && second === undefined && reserved.has(key)) {
    throw new EvaluationError("reserved_key", { place, key });
  }
  return value;
}

/** Fields of an asset or archive that are neither its signature nor the SDK's own type marks. */
function unsigned(value: { [key: string]: Wire }): { [key: string]: Wire } {
  const fields = Object.entries(value).filter(([key]) => key !== specialSigKey && !key.startsWith("__pulumi"));
  return Object.fromEntries(fields);
}

function mapValues<From, To>(values: Readonly<Record<string, From>>, change: (value: From) => To): Record<string, To> {
  const changed: Record<string, To> = {};
  for (const [key, value] of Object.entries(values)) if (value !== undefined) changed[key] = change(value);
  return changed;
}
