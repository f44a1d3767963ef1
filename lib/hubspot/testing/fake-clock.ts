/** A clock that a test holds: `sleep` moves it on at once, and remembers how long was slept. */
export function createFakeClock(start = 1_800_000_000_000) {
  let time = start;
  const slept: number[] = [];
  return {
    now: () => time,
    sleep: async (ms: number) => {
      slept.push(ms);
      time += ms;
    },
    slept,
  };
}
