/**
 * Turns an ECDSA signature from DER, as Cloud KMS answers, into the raw r‖s that a JWS carries.
 *
 * @param size - bytes of each half: 32 for P-256.
 * @returns the raw signature, or nothing when the bytes are not exactly one minimal DER sequence of two positive integers that fit.
 * @see https://www.rfc-editor.org/rfc/rfc7518#section-3.4
 */
export function derToRaw(der: Uint8Array, size: number): Uint8Array | undefined {
  // Two integers of at most size + 1 bytes keep every length in one byte as long as size is at most 60.
  if (der[0] !== 0x30 || der[1] !== der.length - 2 || der.length > 127) return undefined;
  const r = readInteger(der, 2);
  const s = r && readInteger(der, r.end);
  if (!r || !s || s.end !== der.length || r.magnitude.length > size || s.magnitude.length > size) return undefined;
  const raw = new Uint8Array(2 * size);
  raw.set(r.magnitude, size - r.magnitude.length);
  raw.set(s.magnitude, 2 * size - s.magnitude.length);
  return raw;
}

function readInteger(
  der: Uint8Array,
  at: number,
): { readonly magnitude: Uint8Array; readonly end: number } | undefined {
  const length = der[at + 1] ?? 0;
  const end = at + 2 + length;
  if (der[at] !== 0x02 || length === 0 || end > der.length) return undefined;
  const bytes = der.subarray(at + 2, end);
  const [first = 0, second = 0] = bytes;
  if (first > 0x7f) return undefined;
  if (first !== 0) return { magnitude: bytes, end };
  // A leading zero is there only to keep the number positive; zero itself is no part of a signature.
  return length > 1 && second > 0x7f ? { magnitude: bytes.subarray(1), end } : undefined;
}
