import { time } from "./time";
import type { Watched } from "./watched";

const LOOK_EVERY_MS = 20;

/**
 * What some work takes, and the memory of its process before it and at the most while it lasts. Not the most that the
 * process has ever held: loading the code takes more than it leaves behind.
 */
export async function watchMemory(work: () => Promise<unknown>): Promise<Watched> {
  const before = readMegabytes();
  let memory = before;
  const look = () => {
    memory = Math.max(memory, readMegabytes());
  };
  const watch = setInterval(look, LOOK_EVERY_MS);
  const { seconds } = await time(work);
  clearInterval(watch);
  look();
  return { seconds, before, memory };
}

function readMegabytes(): number {
  return Math.round(process.memoryUsage.rss() / 1024 ** 2);
}
