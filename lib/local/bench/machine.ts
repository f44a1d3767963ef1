import { readFileSync } from "node:fs";
import { cpus, loadavg, platform } from "node:os";

/** What the figures were measured on, in a line. The load tells how busy the machine was with other things. */
export function describeMachine(): string {
  const processors = cpus();
  const model = processors[0]?.model.trim() || "an unknown processor";
  const [load = 0] = loadavg();
  return `${model}, ${processors.length} cores, ${platform()}, Node ${process.versions.node}; load average ${load.toFixed(1)} before`;
}

// The kernel counts in hundredths of a second on every Linux that Node runs on.
const TICKS_PER_SECOND = 100;

/** How long a process has worked until now; null where the system doesn't tell. */
export function readProcessorSeconds(pid: number): number | null {
  const stat = readProcessFile(pid, "stat");
  // The name in brackets may hold blanks; the times are the 14th and 15th field of the line.
  const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields ? (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND : null;
}

/** The most memory that a process has ever held, in MB; null where the system doesn't tell. */
export function readPeakMemory(pid: number): number | null {
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readProcessFile(pid, "status") ?? "")?.[1];
  return kilobytes === undefined ? null : Math.round(Number(kilobytes) / 1024);
}

function readProcessFile(pid: number, name: string): string | null {
  if (platform() !== "linux") return null;
  return readFileSync(`/proc/${pid}/${name}`, "utf8");
}
