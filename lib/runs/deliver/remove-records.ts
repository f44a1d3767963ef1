import { openPortal } from "../../connections/open-portal";
import type { Payload, WriteInput } from "../../engine/types";
import { readWriteRules } from "../../engine/write-rules";
import { RECORD_ID } from "../../hubspot/batch-calls";
import { createDestination } from "../../hubspot/destination";
import type { CallLog } from "../calls/call-log";
import type { PlannedRemoval } from "../planned-row";
import type { RunWork } from "../run-work";
import type { TakenChunk } from "./chunk-in-hand";
import { type Removed, recordRemovals } from "./record-removals";
import type { SendBatch, Sender } from "./send-in-flight";

/** Removes records; by record id, HubSpot's words where it refused, null where it did what was asked. */
type Remove = (recordIds: readonly string[], isGoingOn: () => boolean) => Promise<Map<string, string | null>>;

/** Archives records whose rows have vanished, or empties their mapped properties. */
export function createRemover(
  run: RunWork,
  chunk: TakenChunk,
  { kind, calls: callLog }: { kind: "archive" | "clear"; calls: CallLog },
): Sender<PlannedRemoval> {
  const { portalId, objectTypeId, mapping } = run.snapshot;
  let calls: number[] = [];
  const client = openPortal(portalId, (call) => {
    calls.push(call.startedAt.getTime());
    callLog.note(call);
  });
  const destination = createDestination({ client, objectTypeId, matchProperty: RECORD_ID, mode: "update" });
  // What isn't always written may hold somebody else's value: it stays.
  const kept = new Set([mapping.match.property, ...readWriteRules(mapping.fields).keys()]);
  const emptied: Payload = Object.fromEntries(
    mapping.fields.flatMap(({ property }) => (kept.has(property) ? [] : [[property, ""]])),
  );

  const archive =
    (how: "archive" | "archiveAgain"): Remove =>
    async (recordIds, isGoingOn) => {
      const outcomes = await destination[how](recordIds, isGoingOn);
      // One that HubSpot doesn't have any more is where it was to be.
      return new Map(outcomes.map((one) => [one.recordId, one.kind === "refused" ? one.refusal.message : null]));
    };

  const clear =
    (isAgain: boolean): Remove =>
    async (recordIds, isGoingOn) => {
      // A sync without fields has written nothing that could be emptied.
      if (Object.keys(emptied).length === 0) return new Map(recordIds.map((id) => [id, null]));
      const inputs = recordIds.map((id): WriteInput => ({ trace: id, matchValue: id, payload: emptied }));
      const outcomes = isAgain
        ? await destination.writeAgain(inputs, { since: chunk.startedAt, known: new Set(recordIds) }, isGoingOn)
        : await destination.write(inputs, isGoingOn);
      return new Map(outcomes.map((one) => [one.trace, one.kind === "rejected" ? one.refusal.message : null]));
    };

  const sendBy =
    (remove: Remove): SendBatch<PlannedRemoval> =>
    async ({ batch, items }, { isGoingOn, takeNext }) => {
      // Several keys may have reached one record.
      const refusals = await remove([...new Set(items.map(({ recordId }) => recordId))], isGoingOn);
      const removed = items.map(({ key, recordId }): Removed => {
        const refusal = refusals.get(recordId);
        if (refusal === undefined) throw new Error(`The record ${recordId} of a batch has no outcome.`);
        return { key, recordId, refusal };
      });
      const callsOfBatch = calls;
      calls = [];
      return recordRemovals({ run, chunk, batch, kind, removed, calls: callsOfBatch, takeNext });
    };

  if (kind === "archive") return { send: sendBy(archive("archive")), sendAgain: sendBy(archive("archiveAgain")) };
  return { send: sendBy(clear(false)), sendAgain: sendBy(clear(true)) };
}
