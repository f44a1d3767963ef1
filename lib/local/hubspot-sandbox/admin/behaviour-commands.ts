import { z } from "zod";
import { AdminRefusal } from "@/lib/local/hubspot-sandbox/admin/admin-refusal";
import { type Commands, inPortal, parsePortal } from "@/lib/local/hubspot-sandbox/admin/command";
import { faultSchema } from "@/lib/local/hubspot-sandbox/admin/faults";
import type { Sandbox } from "@/lib/local/hubspot-sandbox/sandbox";
import { switchesSchema } from "@/lib/local/hubspot-sandbox/switches";

/** What is counted, what goes wrong, how long it takes, and what time it is. */
export const behaviourCommands: Commands = {
  "GET /calls": ({ calls }) => ({ calls: calls.list() }),
  "GET /written": ({ calls }) => ({ written: calls.written }),
  "POST /reset-counts": ({ calls }) => calls.reset(),
  "GET /faults": ({ faults }) => ({ faults: faults.list() }),
  "POST /faults": ({ faults }, input) => faults.add(faultSchema.parse(input)),
  "DELETE /faults": ({ faults }) => faults.clear(),
  "POST /clock": advanceClock,
  "POST /latency": setLatency,
  "POST /search-lag": setSearchLag,
  "POST /limits": setLimits,
  "POST /daily-limit": setDailyLimit,
  "POST /foreign-calls": takeForeignCalls,
  "POST /switches": setSwitches,
};

const rateLimits = z.object({ burst: z.number().int().positive(), intervalMs: z.number().int().positive() }).nullable();
const latencyRange = z
  .object({ minMs: z.number().nonnegative(), maxMs: z.number(), seed: z.number().int().default(1) })
  .refine(({ minMs, maxMs }) => minMs <= maxMs, "minMs is more than maxMs.");

function advanceClock(sandbox: Sandbox, input: unknown) {
  const { advanceMs } = z.object({ advanceMs: z.number().nonnegative() }).parse(input);
  sandbox.advanceClock(advanceMs);
  return { now: new Date(sandbox.clock.now()).toISOString() };
}

function setLatency(sandbox: Sandbox, input: unknown): void {
  const fixed = z.object({ latencyMs: z.number().nonnegative() }).transform(({ latencyMs }) => latencyMs);
  sandbox.latency.set(z.union([fixed, latencyRange]).parse(input));
}

function setSearchLag(sandbox: Sandbox, input: unknown): void {
  sandbox.searchLagMs = z.object({ searchLagMs: z.number().nonnegative() }).parse(input).searchLagMs;
}

function setLimits(sandbox: Sandbox, input: unknown): void {
  const { limits, tokenLimits } = z
    .object({ limits: rateLimits.optional(), tokenLimits: rateLimits.optional() })
    .refine((given) => Object.keys(given).length > 0, "Name limits, tokenLimits or both.")
    .parse(input);
  if (limits !== undefined) sandbox.limiter.limits = limits;
  if (tokenLimits !== undefined) sandbox.limiter.tokenLimits = tokenLimits;
}

/** A limit that is set here holds for every app of the account, whatever HubSpot gives to each. */
function setDailyLimit(sandbox: Sandbox, input: unknown): void {
  const { limit } = inPortal.extend({ limit: z.number().int().nonnegative().nullable() }).parse(input);
  sandbox.limiter.setDailyLimit(parsePortal(sandbox, input).hubId, limit);
}

/** Somebody else calls with the credentials of that app, or of each app of the portal: all at once, and now. */
function takeForeignCalls(sandbox: Sandbox, input: unknown): void {
  const { clientId, calls } = inPortal
    .extend({ clientId: z.string().optional(), calls: z.number().int().positive() })
    .parse(input);
  const { seed } = parsePortal(sandbox, input);
  const appIds = sandbox.installs.listAppIds(seed.hubId, clientId ?? null);
  if (appIds.length === 0) throw new AdminRefusal(`No app ${clientId} in portal ${seed.hubId}.`);
  sandbox.limiter.takeForeignCalls(appIds, seed, calls, sandbox.clock.now());
}

function setSwitches(sandbox: Sandbox, input: unknown) {
  return Object.assign(sandbox.switches, switchesSchema.partial().strict().parse(input));
}
