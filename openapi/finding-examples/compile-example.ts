import type { Compilation, CompileSettings } from "../compilation.ts";
import { compile } from "../compile.ts";
import { exampleText, type FindingExample, wholeBase } from "./example.ts";

/** The stack that the examples belong to, where they say nothing else. */
export const stackOfExamples: CompileSettings = {
  doors: ["main", "second"],
  mainDoor: "key",
  apiKeys: "google",
  issuer: {
    issuer: "https://issuer.example/own",
    jwksUri: "https://issuer.example/jwks.json",
    audience: "orders-api",
  },
  backend: {
    address: "https://orders-123456789012.europe-west1.run.app",
    audience: "https://orders-123456789012.europe-west1.run.app",
    deadlineSeconds: 60,
    protocol: "http/1.1",
  },
  revokedKids: [],
};

/** Compiles the failing or the fixed description of an example. */
export function compileExample(example: FindingExample, which: "failing" | "fixed"): Compilation {
  const { files = {}, settings, fixedSettings = settings, isOverlay } = example;
  return compile({
    source: encode(isOverlay ? `${wholeBase}\n` : exampleText(example, which)),
    file: "api.yaml",
    ...(isOverlay && { overlays: [{ file: "overlay.yaml", source: encode(exampleText(example, which)) }] }),
    read: (file) => (files[file] === undefined ? "missing" : encode(files[file])),
    settings: { ...stackOfExamples, ...(which === "fixed" ? fixedSettings : settings) },
  });
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
