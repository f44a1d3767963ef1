import type { WriteInput, WriteOutcome } from "@/lib/engine/types";
import { leaveOutByRules, noRules } from "@/lib/engine/write-rules";
import { RECORD_ID, type WrittenRecord } from "./batch-calls";
import { findHeld } from "./find-held";
import { listLeftOut } from "./follow-rules";
import type { WriteSession } from "./write-session";

/**
 * How far HubSpot's clock may be from ours, generously: whoever keeps the time by NTP is off by much less than a second.
 * A record that somebody else made in these minutes counts as created by us, if it holds the very values.
 */
const CLOCKS_APART_MS = 5 * 60_000;

/** A call that may have been made for inputs, of which nobody knows whether it was. */
export interface EarlierCall {
  /** It wasn't made before. */
  readonly since: Date;
  /** Traces of inputs whose records were there before: however young these are, the call didn't create them. */
  readonly known: ReadonlySet<string>;
}

/**
 * Of inputs that an earlier call may have written, those whose records show it, as created or updated. Where two inputs
 * reach one record, nobody can tell which of them it shows: neither is among them. Costs what `findHeld` does.
 */
export async function findWritten(
  session: WriteSession,
  inputs: readonly WriteInput[],
  { since, known }: EarlierCall,
): Promise<Map<WriteInput, WriteOutcome>> {
  const { mode, matchProperty } = session.target;
  const canCreate = mode === "upsert" && matchProperty !== RECORD_ID;
  const { found, held } = await findHeld(session, inputs);
  const uses = new Map<string, number>();
  for (const { id } of found?.records.values() ?? []) uses.set(id, (uses.get(id) ?? 0) + 1);
  const written = [...held].filter(([, { id }]) => uses.get(id) === 1);
  const { rules = noRules } = session.target;
  return new Map(
    written.map(([input, record]): [WriteInput, WriteOutcome] => {
      const isNew = canCreate && !known.has(input.trace) && isCreatedSince(record, since);
      const kind = isNew ? "created" : "updated";
      const leftOut = isNew ? [] : listLeftOut(input.payload, leaveOutByRules(input.payload, record.properties, rules));
      const told = leftOut.length > 0 ? { leftOut } : {};
      return [input, { kind, trace: input.trace, recordId: record.id, warnings: [], ...told }];
    }),
  );
}

/**
 * True when HubSpot made the record then or later, as far as the two clocks can tell. `createdAt` is a required field of
 * every record in HubSpot's API description, whatever the object type calls the property.
 */
export function isCreatedSince({ createdAt }: WrittenRecord, since: Date): boolean {
  return createdAt !== null && createdAt.getTime() >= since.getTime() - CLOCKS_APART_MS;
}
