import { LatchkeyError } from "../../errors/latchkey-error.ts";
import { readOptions } from "./options.ts";
import { serveProvider } from "./serve.ts";

// The engine reads the port from the first line, and ends the process when it is done.
try {
  const { port } = await serveProvider(readOptions(process.env));
  process.stdout.write(`${port}\n`);
} catch (error) {
  if (!(error instanceof LatchkeyError)) throw error;
  process.stderr.write(`${error.message} ${error.fix}\n`);
  process.exitCode = 1;
}
