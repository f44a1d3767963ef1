import { messageOf } from "@/lib/errors";
import { claimCalls, extendLeases } from "./claim";
import { dispatchCall } from "./dispatch";
import { findDue } from "./due";
import type { Engine } from "./engine";
import { fireGatherings } from "./gatherings";
import type { CallJob } from "./jobs";
import { sweepOldRows } from "./sweep";
import { fireCrons, fireTimers } from "./timers";
import type { Waker } from "./waker";

export interface Loop {
  /** Takes on nothing new, gives the calls under way a moment to end, and hands back those that don't. */
  stop(): Promise<void>;
}

/** The loop looks again after this long even if nobody woke it: a notification may have been lost. */
const slowPollMs = 5_000;
const pauseAfterErrorMs = 1_000;
const graceMs = 2_000;
const sweepEveryMs = 3_600_000;

export function startLoop(engine: Engine, waker: Waker): Loop {
  const calls = new Set<{ readonly job: CallJob; readonly ended: Promise<void> }>();
  const abandon = new AbortController();
  let isStopping = false;
  let sweepAt = 0;

  function startCall(job: CallJob): void {
    const ended = dispatchCall(engine, job, abandon.signal)
      .catch(report("A call could not be settled; it is made again when its lease runs out"))
      .finally(() => {
        calls.delete(call);
        waker.wake();
      });
    const call = { job, ended };
    calls.add(call);
  }

  async function claim(): Promise<number> {
    const count = engine.concurrentCalls - calls.size;
    if (count <= 0) return 0;
    const jobs = await engine.transact((tx) => claimCalls(tx, { count, leaseMs: engine.leaseMs }));
    for (const job of jobs) startCall(job);
    return jobs.length;
  }

  /** True where it has to go on, between the other work. */
  async function sweep(): Promise<boolean> {
    if (Date.now() < sweepAt) return false;
    const hasMore = await engine.transact(sweepOldRows);
    if (!hasMore) sweepAt = Date.now() + sweepEveryMs;
    return hasMore;
  }

  async function turn(): Promise<void> {
    const isSweeping = await sweep();
    const { hasTimers, hasCrons, hasGatherings, hasCalls, nextMs } = await findDue(engine.pool);
    const timers = hasTimers ? await fireTimers(engine.transact) : 0;
    const crons = hasCrons ? await engine.transact(fireCrons) : 0;
    const gatherings = hasGatherings ? await fireGatherings(engine.transact) : 0;
    const claimed = hasCalls ? await claim() : 0;
    if (!isSweeping && timers + crons + gatherings + claimed === 0)
      await waker.wait(Math.min(nextMs ?? slowPollMs, slowPollMs));
  }

  async function run(): Promise<void> {
    while (!isStopping) {
      try {
        await turn();
      } catch (thrown) {
        report("The executor's loop failed; it goes on in a second")(thrown);
        await waker.wait(pauseAfterErrorMs);
      }
    }
  }

  function report(what: string): (thrown: unknown) => void {
    return (thrown) => engine.log({ level: "error", message: `${what}: ${messageOf(thrown)}` });
  }

  const heartbeat = setInterval(() => {
    const jobs = [...calls].map(({ job }) => job);
    if (jobs.length === 0) return;
    engine.transact((tx) => extendLeases(tx, jobs, engine.leaseMs)).catch(report("The leases could not be extended"));
  }, engine.leaseMs / 3);
  const running = run();

  return {
    async stop() {
      isStopping = true;
      waker.wake();
      await running;
      const ended = Promise.all([...calls].map((call) => call.ended));
      const timer = setTimeout(() => abandon.abort(), graceMs);
      await ended;
      clearTimeout(timer);
      clearInterval(heartbeat);
    },
  };
}
