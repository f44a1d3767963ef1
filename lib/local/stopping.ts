import { CommandError } from "./say";

/** Says when a person has had enough: Ctrl-C, or the signal of whoever started the command. */
export function listenForStop(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => controller.abort());
  return controller.signal;
}

/** Ends a start that somebody has stopped. */
export function requireGoingOn(stopping: AbortSignal): void {
  if (stopping.aborted) throw new CommandError("Stopped.");
}
