import { z } from "zod";
import { createSeededRandom } from "@/lib/local/hubspot-sandbox/seeded-random";

export const faultSchema = z
  .object({
    /** Which calls: by method, by a piece of the path, by the portal that is called. */
    match: z.object({ method: z.string(), path: z.string(), portal: z.number() }).partial().strict().default({}),
    /** How often it strikes: once, unless `share` says which part of the calls, without an end. */
    times: z.number().int().positive().optional(),
    share: z.number().positive().max(1).optional(),
    /** The same seed strikes the same calls of a share. */
    seed: z.number().int().default(1),
    /** How many matching calls are spared first. */
    after: z.number().int().nonnegative().default(0),
    kind: z.enum([
      "status",
      "status-after",
      "reset-before",
      "reset-after",
      "hang",
      "half-body",
      "slow",
      "empty-results",
      "omit-results",
      "wrong-order",
      "results-without-trace-ids",
      "duplicate-result",
    ]),
    /** Of `status` and `status-after`, which carries the call out first; without a body, the usual one for that status. */
    status: z.number().int().min(200).max(599).default(500),
    body: z.unknown().optional(),
    headers: z.record(z.string(), z.string()).default({}),
    /** Which limit a 429 speaks of. */
    policy: z.enum(["TEN_SECONDLY_ROLLING", "SECONDLY", "DAILY"]).default("TEN_SECONDLY_ROLLING"),
    /** How many results `omit-results` leaves out. */
    count: z.number().int().positive().default(1),
    /** How much later than others a `slow` answer comes. */
    delayMs: z.number().nonnegative().default(1000),
  })
  .strict();

export type Fault = z.infer<typeof faultSchema>;

interface PlannedFault {
  readonly fault: Fault;
  readonly random: () => number;
  /** Matching calls so far, and those of them that it struck. */
  matched: number;
  struck: number;
}

export interface FaultyCall {
  readonly method: string;
  readonly path: string;
  readonly portalId: () => number | null;
}

/** What goes wrong, and how often it did. The first fault that strikes a call is the only one that does. */
export class Faults {
  #planned: PlannedFault[] = [];

  add(fault: Fault): void {
    this.#planned.push({ fault, random: createSeededRandom(fault.seed), matched: 0, struck: 0 });
  }

  list(): readonly (Fault & { matched: number; struck: number })[] {
    return this.#planned.map(({ fault, matched, struck }) => ({ ...fault, matched, struck }));
  }

  clear(): void {
    this.#planned = [];
  }

  take(call: FaultyCall): Fault | null {
    let taken: Fault | null = null;
    for (const planned of this.#planned) {
      if (isSpent(planned) || !matches(planned.fault, call)) continue;
      planned.matched += 1;
      if (taken !== null || planned.matched <= planned.fault.after || !isChosen(planned)) continue;
      planned.struck += 1;
      taken = planned.fault;
    }
    return taken;
  }
}

function isSpent({ fault, struck }: PlannedFault): boolean {
  const times = fault.times ?? (fault.share === undefined ? 1 : Number.POSITIVE_INFINITY);
  return struck >= times;
}

function isChosen({ fault, random }: PlannedFault): boolean {
  return fault.share === undefined || random() < fault.share;
}

function matches({ match }: Fault, call: FaultyCall): boolean {
  if (match.method !== undefined && match.method !== call.method) return false;
  if (match.path !== undefined && !call.path.includes(match.path)) return false;
  return match.portal === undefined || match.portal === call.portalId();
}
