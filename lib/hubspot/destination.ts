import type { WriteInput, WriteOutcome } from "@/lib/engine/types";
import { type ArchiveOutcome, archiveAgain, archiveRecords } from "./archive-records";
import { MAX_BATCH, RECORD_ID, type Target } from "./batch-calls";
import type { HubSpotClient } from "./client";
import { createRecords } from "./create-records";
import { type EarlierCall, findWritten } from "./find-written";
import { updateRecords } from "./update-records";
import { upsertRecords } from "./upsert-records";
import { startWriteSession, type WriteSession } from "./write-session";

/**
 * All verbs throw what concerns every row: `HubSpotPause`, and `AppError` with `hubspot_refused` (often as
 * `HubSpotRefusal`), `hubspot_scope_missing`, `hubspot_reconnect`, `hubspot_rate_limited` or `hubspot_unreachable`.
 * Calling again with the same inputs is safe after any of them.
 */
export interface Destination {
  /**
   * Writes up to 100 inputs with distinct traces and distinct match values as the mode says, and returns exactly one
   * outcome for each, in their order. Without bad rows a batch of mode `upsert` costs one call, of `create` and `update`
   * two at most, as it does where the payload of a row depends on its record; all but the first also need the scope to
   * read, and stop with `hubspot_scope_missing` without it. `isWanted` is asked
   * when the turn of the batch's first call has come: if it says no, nothing is sent and `WithdrawnCall` is thrown.
   */
  write(inputs: readonly WriteInput[], isWanted?: () => boolean): Promise<WriteOutcome[]>;
  /**
   * `write` for inputs that may have been sent by somebody who didn't live to hear the answer. What HubSpot shows as it
   * was to be isn't sent again: it counts as created where the record was made since then, else as updated, and in mode
   * `create` as skipped. One call more than `write`, or that one alone; where we may not read, all are sent.
   */
  writeAgain(inputs: readonly WriteInput[], earlier: EarlierCall, isWanted?: () => boolean): Promise<WriteOutcome[]>;
  /** Archives up to 100 records by distinct record ids, and returns exactly one outcome for each, in their order. */
  archive(recordIds: readonly string[], isWanted?: () => boolean): Promise<ArchiveOutcome[]>;
  /** `archive` for records that may have been archived by us already: looks first, and archives the others. */
  archiveAgain(recordIds: readonly string[], isWanted?: () => boolean): Promise<ArchiveOutcome[]>;
}

/**
 * Records of one object type in one portal. `matchProperty` has unique values, or is `email` of contacts; with
 * `hs_object_id` records are updated by their id and never created, so that mode `create` throws a `RangeError`.
 */
export function createDestination(target: Target): Destination {
  if (target.mode === "create" && target.matchProperty === RECORD_ID) {
    throw new RangeError("Records can't be created by record id: HubSpot gives the ids.");
  }
  const session = startWriteSession(target);
  return {
    write: (inputs, isWanted = () => true) =>
      inOrder(inputs, (trimmed) => writeByMode(askFirst(session, isWanted), trimmed)),
    writeAgain: (inputs, earlier, isWanted = () => true) =>
      inOrder(inputs, (trimmed) => writeRest(askFirst(session, isWanted), trimmed, earlier)),
    async archive(recordIds, isWanted = () => true) {
      checkBatch(recordIds);
      return archiveRecords(askFirst(session, isWanted), recordIds);
    },
    async archiveAgain(recordIds, isWanted = () => true) {
      checkBatch(recordIds);
      return archiveAgain(askFirst(session, isWanted), recordIds);
    },
  };
}

/** Checks and trims the inputs, and brings the outcomes into their order. */
async function inOrder(
  inputs: readonly WriteInput[],
  write: (trimmed: readonly WriteInput[]) => Promise<readonly WriteOutcome[]>,
): Promise<WriteOutcome[]> {
  checkBatch(inputs.map(({ trace }) => trace));
  const written = await write(inputs.map((input) => ({ ...input, matchValue: input.matchValue.trim() })));
  const outcomes = new Map(written.map((outcome) => [outcome.trace, outcome]));
  return inputs.flatMap(({ trace }) => outcomes.get(trace) ?? []);
}

async function writeRest(
  session: WriteSession,
  inputs: readonly WriteInput[],
  earlier: EarlierCall,
): Promise<readonly WriteOutcome[]> {
  // It looks before it writes in any case, and judges what it finds.
  if (session.target.mode === "create") return createRecords(session, inputs, earlier.since);
  const written = await findWritten(session, inputs, earlier);
  const rest = inputs.filter((input) => !written.has(input));
  return [...written.values(), ...(rest.length > 0 ? await writeByMode(session, rest) : [])];
}

function writeByMode(session: WriteSession, inputs: readonly WriteInput[]): Promise<WriteOutcome[]> {
  const { mode } = session.target;
  switch (mode) {
    case "upsert":
      return upsertRecords(session, inputs);
    case "create":
      return createRecords(session, inputs);
    case "update":
      return updateRecords(session, inputs);
    default:
      return mode satisfies never;
  }
}

/** Only the first call of a batch asks: once HubSpot may have written some of its rows, all of them need their outcome. */
function askFirst(session: WriteSession, isWanted: () => boolean): WriteSession {
  const { client } = session.target;
  let hasAsked = false;
  const asking: HubSpotClient = {
    request(call) {
      if (hasAsked) return client.request(call);
      hasAsked = true;
      return client.request({ ...call, isWanted });
    },
  };
  return { ...session, target: { ...session.target, client: asking } };
}

function checkBatch(traces: readonly string[]): void {
  if (traces.length > MAX_BATCH) throw new RangeError(`A batch has at most ${MAX_BATCH} inputs, not ${traces.length}.`);
  if (new Set(traces).size < traces.length) throw new RangeError("Two inputs of a batch have the same trace.");
}
