import { closeDb } from "@/lib/db";
import { finishRun } from "@/lib/runs/finish-run";
import { time } from "./bench";

// The end of a run whose rows have all been delivered, in a process of its own, as plan-process.ts makes a plan.
const [runId = ""] = process.argv.slice(2);
const readMemory = () => Math.round(process.memoryUsage.rss() / 1024 ** 2);
const before = readMemory();
let memory = before;
const watch = setInterval(() => {
  memory = Math.max(memory, readMemory());
}, 20);
const { seconds } = await time(() => finishRun(runId, null));
clearInterval(watch);
process.send?.({ seconds, before, memory });
await closeDb();
process.disconnect?.();
