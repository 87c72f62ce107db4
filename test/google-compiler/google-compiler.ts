import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import type { GoogleConfig } from "./google-config.ts";

/** What Google's compiler makes of a document. */
export interface Verdict {
  /** Null: refused, and `errors` say why. */
  readonly config: GoogleConfig | null;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

/** Google's compiler in a JVM of its own, document by document. */
export class GoogleCompiler {
  readonly #jvm: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #scratch: string;
  readonly #waiting: { resolve: (verdict: Verdict) => void; reject: (error: Error) => void }[] = [];
  #complaints = "";
  /** Documents given to it. */
  count = 0;

  private constructor(java: string, home: string, scratch: string) {
    this.#scratch = scratch;
    const classPath = [join(home, "classes"), join(home, "lib", "*")].join(delimiter);
    // Its dependency injection looks into java.lang, which newer Javas forbid; it leaves a folder per document behind.
    const options = [
      "--add-opens",
      "java.base/java.lang=ALL-UNNAMED",
      "-XX:+UseSerialGC",
      `-Djava.io.tmpdir=${scratch}`,
    ];
    this.#jvm = spawn(java, [...options, "-cp", classPath, "CompileLines"], { stdio: ["pipe", "pipe", "pipe"] });
    createInterface({ input: this.#jvm.stdout }).on("line", (line) => {
      this.#waiting.shift()?.resolve(JSON.parse(line));
    });
    this.#jvm.stderr.on("data", (chunk: Buffer) => {
      this.#complaints = (this.#complaints + chunk.toString("utf8")).slice(-2_000);
    });
    this.#jvm.stdin.on("error", () => this.#end());
    this.#jvm.on("error", () => this.#end());
    this.#jvm.on("close", () => this.#end());
  }

  /** @param build - what {@link buildCompiler} found. */
  static async start({ java, home }: { readonly java: string; readonly home: string }): Promise<GoogleCompiler> {
    return new GoogleCompiler(java, home, await mkdtemp(join(tmpdir(), "latchkey-google-compiler-")));
  }

  /** @param serviceName - what `--service_name` says on the tool's command line. */
  compile(document: string, serviceName = "orders.example.com"): Promise<Verdict> {
    this.count += 1;
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#jvm.stdin.write(`${JSON.stringify({ document, serviceName })}\n`);
    });
  }

  async close(): Promise<void> {
    if (this.#jvm.exitCode === null) {
      this.#jvm.stdin.end();
      await once(this.#jvm, "close");
    }
    await rm(this.#scratch, { recursive: true, force: true });
  }

  #end(): void {
    for (const { reject } of this.#waiting.splice(0)) {
      reject(new Error(`Google's compiler ended without an answer:\n${this.#complaints}`));
    }
  }
}
