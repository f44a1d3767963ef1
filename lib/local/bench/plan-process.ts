import { planRun } from "@/lib/runs/plan/plan-run";
import { prepareRun } from "@/lib/runs/prepare-run";
import { closeDb } from "../../db";
import { time } from "./bench";

// One plan in a process of its own: its memory is the plan's and nobody else's.
const [runId = ""] = process.argv.slice(2);
await prepareRun(runId);
// Not the most it has ever held: loading the code takes more than it leaves behind.
const readMemory = () => Math.round(process.memoryUsage.rss() / 1024 ** 2);
const before = readMemory();
let memory = before;
const watch = setInterval(() => {
  memory = Math.max(memory, readMemory());
}, 20);
const { seconds } = await time(() => planRun(runId));
clearInterval(watch);
process.send?.({ seconds, before, memory });
await closeDb();
process.disconnect?.();
