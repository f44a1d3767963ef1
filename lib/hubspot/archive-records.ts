import type { Refusal, WriteInput, WriteOutcome } from "@/lib/engine/types";
import { archiveBatch, RECORD_ID, readBatch, type Target } from "./batch-calls";
import { HubSpotRefusal } from "./client";
import { narrowDown } from "./narrow-down";
import type { Rejected } from "./outcomes";
import type { WriteSession } from "./write-session";

/** What became of one record id. */
export type ArchiveOutcome =
  /** It is in the recycling bin now, whoever put it there. */
  | { readonly kind: "archived"; readonly recordId: string }
  /** HubSpot has no such record, neither live nor in the bin: it was purged or merged, or never was. */
  | { readonly kind: "missing"; readonly recordId: string }
  | {
      readonly kind: "refused";
      readonly recordId: string;
      readonly refusal: Refusal;
      readonly correlationId: string | null;
    };

/**
 * Archives up to 100 records and looks which are in the recycling bin then: batch archive answers 204 without a body
 * whatever became of each id (HubSpot's API description), even for ids that never were. Two calls, and a third where an
 * id isn't in the bin. Repeating gives the same outcomes.
 */
export async function archiveRecords(session: WriteSession, recordIds: readonly string[]): Promise<ArchiveOutcome[]> {
  if (recordIds.length === 0) return [];
  const target: Target = { ...session.target, matchProperty: RECORD_ID };
  const inputs = recordIds.map((id): WriteInput => ({ trace: id, matchValue: id, payload: {} }));
  const sent = await narrowDown(inputs, {
    matchProperty: RECORD_ID,
    uniformRefusals: session.uniformRefusals,
    send: async (group) => {
      await archiveBatch(
        target,
        group.map(({ matchValue }) => matchValue),
      );
      return group.map(asSent);
    },
  });
  const refused = sent.flatMap((outcome) => (outcome.kind === "rejected" ? [toRefused(outcome)] : []));
  const accepted = sent.flatMap((outcome) => (outcome.kind === "rejected" ? [] : [outcome.trace]));
  const verified = await verify(target, accepted);
  const byId = new Map([...refused, ...verified].map((outcome) => [outcome.recordId, outcome]));
  return recordIds.flatMap((id) => byId.get(id) ?? []);
}

/** Archives what isn't in the recycling bin already. One call where all is. */
export async function archiveAgain(session: WriteSession, recordIds: readonly string[]): Promise<ArchiveOutcome[]> {
  const archived = await listPresent({ ...session.target, matchProperty: RECORD_ID }, recordIds, true);
  const rest = recordIds.filter((id) => !archived.has(id));
  const outcomes = new Map((await archiveRecords(session, rest)).map((outcome) => [outcome.recordId, outcome]));
  return recordIds.map((recordId) => outcomes.get(recordId) ?? { kind: "archived", recordId });
}

async function verify(target: Target, recordIds: readonly string[]): Promise<ArchiveOutcome[]> {
  const archived = await listPresent(target, recordIds, true);
  const others = recordIds.filter((id) => !archived.has(id));
  const live = await listPresent(target, others, false);
  return recordIds.map((recordId) => {
    if (archived.has(recordId)) return { kind: "archived", recordId };
    return live.has(recordId) ? stillThere(recordId) : { kind: "missing", recordId };
  });
}

async function listPresent(target: Target, ids: readonly string[], isArchived: boolean): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  try {
    const { records } = await readBatch(target, { idProperty: null, ids, properties: [RECORD_ID], isArchived });
    return new Set(records.map(({ id }) => id));
  } catch (error) {
    // HubSpot may say that it found none of them with a 404.
    if (error instanceof HubSpotRefusal && error.status === 404) return new Set();
    throw error;
  }
}

function asSent({ trace }: WriteInput): WriteOutcome {
  return { kind: "updated", trace, recordId: trace, warnings: [] };
}

function toRefused({ trace, refusal, correlationId }: Rejected): ArchiveOutcome {
  return { kind: "refused", recordId: trace, refusal, correlationId };
}

function stillThere(recordId: string): ArchiveOutcome {
  const message = "HubSpot took the call without a word, and the record is still there.";
  const refusal = { code: "NOT_ARCHIVED", property: null, option: null, message };
  return { kind: "refused", recordId, refusal, correlationId: null };
}
