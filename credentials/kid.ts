import { randomBytes } from "node:crypto";

/** What a kid in the configuration must look like: base64url, long enough that nobody guesses or repeats one. */
export const kidPattern = /^[A-Za-z0-9_-]{16,64}$/;

/** Makes a new random kid of 22 characters. It starts with a letter, so that YAML and shells take it as plain text. */
export function newKid(): string {
  for (;;) {
    const kid = randomBytes(16).toString("base64url");
    if (/^[A-Za-z]/.test(kid)) return kid;
  }
}
