import { endWith, say } from "./say";
import type { Stack } from "./stack";
import { waitForStop } from "./stopping";

/**
 * Keeps what a command has started until it is stopped, then ends all of it. `begin` starts the stack and does the
 * command's work; it may be stopped in the midst of that.
 */
export async function liveUntilStopped(stopping: AbortSignal, begin: () => Promise<Stack>): Promise<never> {
  try {
    const stack = await begin();
    try {
      await Promise.race([waitForStop(stopping), stack.app.gaveUp]);
    } finally {
      say.line();
      say.step("Stopping …");
      await stack.stop();
      say.done("Stopped. What was kept is there at the next start.");
    }
  } catch (error) {
    if (!stopping.aborted) endWith(error);
    say.done("Stopped.");
  }
  process.exit(0);
}
