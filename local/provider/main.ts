import { LatchkeyError } from "../../errors/latchkey-error.ts";
import { readOptions } from "./options.ts";
import { serveProvider } from "./serve.ts";

/** How often to see whether the engine still lives. */
const PAUSE_MS = 500;

const engine = process.ppid;
// An engine that is killed ends nobody, and a provider that goes on would keep the cloud changing.
setInterval(() => {
  if (process.ppid !== engine) process.exit();
}, PAUSE_MS).unref();

// The engine reads the port from the first line, and ends the process when it is done.
try {
  const { port } = await serveProvider(readOptions(process.env));
  process.stdout.write(`${port}\n`);
} catch (error) {
  if (!(error instanceof LatchkeyError)) throw error;
  process.stderr.write(`${error.message} ${error.fix}\n`);
  process.exitCode = 1;
}
