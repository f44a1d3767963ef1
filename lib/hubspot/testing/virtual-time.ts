/** A clock whose timers fire in order as fast as the machine allows, so that ten minutes pass in a second. */
export function createVirtualTime(start = 1_800_000_000_000) {
  let time = start;
  let timers: { at: number; wake: () => void }[] = [];
  return {
    now: () => time,
    sleep: (ms: number) =>
      new Promise<void>((resolve) => {
        const at = time + ms;
        const after = timers.findIndex((timer) => timer.at > at);
        timers.splice(after < 0 ? timers.length : after, 0, { at, wake: resolve });
      }),
    /** Lets `ms` pass; what is still asleep then is left behind. */
    async pass(ms: number): Promise<void> {
      const end = time + ms;
      // What wakes up goes on in microtasks, and may set timers of its own before the next one fires.
      await settle();
      for (let next = timers.shift(); next && next.at <= end; next = timers.shift()) {
        time = next.at;
        next.wake();
        await settle();
      }
      time = end;
      timers = [];
    },
  };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
}
