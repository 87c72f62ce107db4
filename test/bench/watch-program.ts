import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

// Loaded with NODE_OPTIONS="--import …" into everything an engine starts; only the program's own process is watched.
const { LATCHKEY_BENCH_LOG: log = "" } = process.env;
if (log !== "" && /\bcmd[/\\]run\b/.test(process.argv[1] ?? "")) watchProgram(log);

/** What is written when the program has ended. */
export interface WatchedProgram {
  /** When each registration was sent, in seconds since the language host began. */
  readonly registrations: readonly number[];
  /** Processor time of the program up to the last one: unlike the others it hardly depends on who else is at work. */
  readonly cpuSeconds: number;
}

function watchProgram(file: string): void {
  const hostBegan = -secondsSinceStart(process.ppid);
  const clockBegan = performance.now();
  const registrations: number[] = [];
  let cpuSeconds = 0;
  // The SDK's own copy: another would be another class.
  const sdk = createRequire(join(process.cwd(), "node_modules", "@pulumi", "pulumi", "package.json"));
  const { Channel } = sdk("@grpc/grpc-js") as typeof import("@grpc/grpc-js");
  const { createCall } = Channel.prototype;
  Channel.prototype.createCall = function (method: string, ...rest) {
    if (method.endsWith("/RegisterResource")) {
      registrations.push((performance.now() - clockBegan) / 1000 - hostBegan);
      const { user, system } = process.cpuUsage();
      cpuSeconds = (user + system) / 1e6;
    }
    return createCall.call(this, method, ...rest);
  };
  process.on("exit", () => writeFileSync(file, JSON.stringify({ registrations, cpuSeconds } satisfies WatchedProgram)));
}

/** @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function secondsSinceStart(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const startTicks = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]);
  const uptime = Number(readFileSync("/proc/uptime", "utf8").split(" ")[0]);
  return uptime - startTicks / 100;
}
