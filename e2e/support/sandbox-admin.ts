import { z } from "zod";

const RecordPage = z.object({
  results: z.array(z.object({ id: z.string(), properties: z.record(z.string(), z.string().nullable()) })),
  after: z.string().nullable(),
});
export type SandboxRecord = z.infer<typeof RecordPage>["results"][number];

const Written = z.object({ written: z.number() });
const Calls = z.object({ calls: z.array(z.object({ method: z.string(), path: z.string(), count: z.number() })) });

/** The sandbox's own word on what it holds and what it was asked, past the product. */
export class SandboxAdmin {
  constructor(private readonly url: string) {}

  /** All records of an object type, with all their values. */
  async readAll(portal: number, objectType: string): Promise<SandboxRecord[]> {
    const records: SandboxRecord[] = [];
    let after = "0";
    for (;;) {
      const query = new URLSearchParams({ portal: String(portal), objectType, after, limit: "5000" });
      const page = RecordPage.parse(await this.ask("GET", `/records?${query}`));
      records.push(...page.results);
      if (page.after === null) return records;
      after = page.after;
    }
  }

  /** How often records were written since the counts were last set to nothing. */
  async countWrites(): Promise<number> {
    const { calls } = Calls.parse(await this.ask("GET", "/calls"));
    return calls
      .filter(({ path }) => /batch\/(upsert|update|create)$/.test(path))
      .reduce((sum, { count }) => sum + count, 0);
  }

  /** How many inputs of batches were written since then: one that was sent twice counts twice. */
  async countWritten(): Promise<number> {
    return Written.parse(await this.ask("GET", "/written")).written;
  }

  async resetCounts(): Promise<void> {
    await this.ask("POST", "/reset-counts", {});
  }

  /** What somebody else has put into the portal. */
  async createRecord(portal: number, objectType: string, properties: Record<string, string>): Promise<void> {
    await this.ask("POST", "/records", { portal, objectType, records: [{ properties }] });
  }

  async archiveProperty(portal: number, objectType: string, property: string): Promise<void> {
    await this.ask("POST", "/archive-property", { portal, objectType, property });
  }

  async setLatency(latencyMs: number): Promise<void> {
    await this.ask("POST", "/latency", { latencyMs });
  }

  /** So many calls in any ten seconds. */
  async setBurst(burst: number): Promise<void> {
    await this.ask("POST", "/limits", { limits: { burst, intervalMs: 10_000 } });
  }

  private async ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${this.url}${path}`, {
      method,
      signal: AbortSignal.timeout(20_000),
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`The sandbox's admin door answered ${answer.status}: ${text}`);
    return text === "" ? null : JSON.parse(text);
  }
}
