import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { z } from "zod";
import { CommandError } from "../say";

const Watched = z.object({
  seconds: z.number(),
  /** Of memory, in MB: before the work, and at the most while it was done. */
  before: z.number(),
  memory: z.number(),
});
export type Watched = z.infer<typeof Watched>;

/** A run's plan, or its end with its report, in a process of its own: its memory is the work's and nobody else's. */
export async function watchProcess(work: "plan" | "report", runId: string): Promise<Watched> {
  const child = fork(path.join(import.meta.dirname, `${work}-process.ts`), [runId], { execArgv: ["--import", "tsx"] });
  const ended = once(child, "exit");
  const failed = ended.then(() => {
    throw new CommandError(`The process of a ${work} ended before it had one.`);
  });
  const [message] = await Promise.race([once(child, "message"), failed]);
  // It may end now.
  failed.catch(() => {});
  await ended;
  return Watched.parse(message);
}
