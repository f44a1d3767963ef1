import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { z } from "zod";
import { CommandError } from "../say";
import { hubspotLimit } from "./sandbox-door";

const Started = z.object({ apiUrl: z.string(), adminUrl: z.string() });

export interface SandboxProcess extends z.infer<typeof Started> {
  readonly pid: number;
  stop(): void;
}

/** A sandbox in a process of its own, with HubSpot's limit unless another is given (calls in 10 s). */
export async function startSandbox({
  latencyMs,
  burst = hubspotLimit.burst,
}: {
  latencyMs: number;
  burst?: number;
}): Promise<SandboxProcess> {
  const entry = path.join(import.meta.dirname, "sandbox-process.ts");
  const child = fork(entry, [String(latencyMs), String(burst)], { execArgv: ["--import", "tsx"] });
  const failed = once(child, "exit").then(() => {
    throw new CommandError("A HubSpot sandbox ended before it had begun.");
  });
  const [message] = await Promise.race([once(child, "message"), failed]);
  // It may end now.
  failed.catch(() => {});
  return { ...Started.parse(message), pid: child.pid ?? 0, stop: () => child.disconnect() };
}
