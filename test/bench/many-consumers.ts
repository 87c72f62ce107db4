/** 250 consumers with a key and a token each. */
export function manyConsumers(): Record<string, unknown> {
  const kid = (index: number) => `kid${String(index).padStart(19, "0")}`;
  return Object.fromEntries(
    Array.from({ length: 250 }, (_, index) => [
      `consumer-${index}`,
      { keys: [{ id: "k1" }], tokens: [{ kid: kid(index), signingKey: "one", state: "active" }] },
    ]),
  );
}
