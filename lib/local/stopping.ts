import { CommandError } from "./say";

/** Says when a person has had enough: Ctrl-C, or the signal of whoever started the command. */
export function listenForStop(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => controller.abort());
  return controller.signal;
}

export function waitForStop(stopping: AbortSignal): Promise<void> {
  if (stopping.aborted) return Promise.resolve();
  return new Promise((resolve) => stopping.addEventListener("abort", () => resolve(), { once: true }));
}

/** Ends a start that somebody has stopped. */
export function requireGoingOn(stopping: AbortSignal): void {
  if (stopping.aborted) throw new CommandError("Stopped.");
}
