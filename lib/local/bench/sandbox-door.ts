import { z } from "zod";

const Calls = z.object({
  calls: z.array(z.object({ path: z.string(), count: z.number(), statuses: z.record(z.string(), z.number()) })),
});

export interface UpsertCalls {
  /** Calls that were let in. */
  readonly admitted: number;
  /** Calls that were refused for the limit. */
  readonly limited: number;
}

/** HubSpot's allowance for an app in a portal without add-ons. */
export const hubspotLimit = { burst: 110, intervalMs: 10_000 };

/** The sandbox's admin door, as far as measuring needs it. */
export class SandboxDoor {
  constructor(private readonly url: string) {}

  async setLimit(limits: { burst: number; intervalMs: number }): Promise<void> {
    await this.ask("POST", "/limits", { limits });
  }

  /** A limit beyond reach instead of none: the app goes by the limit that answers tell it. */
  async liftLimit(): Promise<void> {
    await this.setLimit({ burst: 1_000_000, intervalMs: 1_000 });
  }

  async setLatency(latencyMs: number): Promise<void> {
    await this.ask("POST", "/latency", { latencyMs });
  }

  /** Whether one bad record refuses a batch without a word about which one it is. */
  async refuseWholeBatches(refusesWholeEmailBatches: boolean): Promise<void> {
    await this.ask("POST", "/switches", { refusesWholeEmailBatches });
  }

  async resetCalls(): Promise<void> {
    await this.ask("POST", "/reset-counts", {});
  }

  async countUpserts(): Promise<UpsertCalls> {
    const { calls } = Calls.parse(await this.ask("GET", "/calls"));
    const upserts = calls.filter(({ path }) => path.endsWith("/batch/upsert"));
    const all = upserts.reduce((sum, { count }) => sum + count, 0);
    const limited = upserts.reduce((sum, { statuses }) => sum + (statuses["429"] ?? 0), 0);
    return { admitted: all - limited, limited };
  }

  /** Any command of the door; answers its JSON. Throws when the door refuses. */
  async ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${this.url}${path}`, {
      method,
      signal: AbortSignal.timeout(20_000),
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`The sandbox's admin door answered ${answer.status}: ${text}`);
    return JSON.parse(text);
  }
}
