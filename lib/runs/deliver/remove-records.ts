import { openPortal } from "../../connections/open-portal";
import type { Payload, WriteInput } from "../../engine/types";
import { RECORD_ID } from "../../hubspot/batch-calls";
import { createDestination } from "../../hubspot/destination";
import type { PlannedRemoval } from "../planned-row";
import type { RunWork } from "../run-work";
import { type Removed, recordRemovals } from "./record-removals";
import type { SendBatch } from "./send-in-flight";

/** Archives records whose rows have vanished, or empties their mapped properties. */
export function createRemover(run: RunWork, chunk: number, kind: "archive" | "clear"): SendBatch<PlannedRemoval> {
  const { portalId, objectTypeId, mapping } = run.snapshot;
  let calls = 0;
  const client = openPortal(portalId, () => {
    calls += 1;
  });
  const destination = createDestination({ client, objectTypeId, matchProperty: RECORD_ID, mode: "update" });
  const emptied: Payload = Object.fromEntries(
    mapping.fields.flatMap(({ property }) => (property === mapping.match.property ? [] : [[property, ""]])),
  );
  const remove = kind === "archive" ? archive : clear;

  async function archive(recordIds: readonly string[], isGoingOn: () => boolean): Promise<Map<string, string | null>> {
    const outcomes = await destination.archive(recordIds, isGoingOn);
    // One that HubSpot doesn't have any more is where it was to be.
    return new Map(outcomes.map((one) => [one.recordId, one.kind === "refused" ? one.refusal.message : null]));
  }

  async function clear(recordIds: readonly string[], isGoingOn: () => boolean): Promise<Map<string, string | null>> {
    // A sync without fields has written nothing that could be emptied.
    if (Object.keys(emptied).length === 0) return new Map(recordIds.map((id) => [id, null]));
    const inputs = recordIds.map((id): WriteInput => ({ trace: id, matchValue: id, payload: emptied }));
    const outcomes = await destination.write(inputs, isGoingOn);
    return new Map(outcomes.map((one) => [one.trace, one.kind === "rejected" ? one.refusal.message : null]));
  }

  return async ({ batch, items }, isGoingOn) => {
    // Several keys may have reached one record.
    const refusals = await remove([...new Set(items.map(({ recordId }) => recordId))], isGoingOn);
    const removed = items.map(({ key, recordId }): Removed => {
      const refusal = refusals.get(recordId);
      if (refusal === undefined) throw new Error(`The record ${recordId} of a batch has no outcome.`);
      return { key, refusal };
    });
    const callsOfBatch = calls;
    calls = 0;
    return recordRemovals({ run, chunk, batch, kind, removed, calls: callsOfBatch });
  };
}
