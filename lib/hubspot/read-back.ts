import type { WriteInput, WriteOutcome } from "@/lib/engine/types";
import { AppError } from "@/lib/errors";
import { readBatch, type Target, type WrittenRecord } from "./batch-calls";
import { HubSpotRefusal } from "./client";
import { rejectUnconfirmed } from "./outcomes";
import { isMatch } from "./reconcile";

/**
 * A second look at rows that HubSpot's answer didn't name: one that the record shows with all its values was written,
 * any other stays unconfirmed. One call.
 */
export async function readBack(
  target: Target,
  unnamed: readonly WriteInput[],
  correlationId: string | null,
): Promise<WriteOutcome[]> {
  const records = await readRecords(target, unnamed);
  return unnamed.map((input) => {
    const record = records.find((candidate) => isMatch(candidate, target.matchProperty, input.matchValue));
    if (!record || !holdsPayload(record, input, target.matchProperty)) return rejectUnconfirmed(input, correlationId);
    return { kind: "updated", trace: input.trace, recordId: record.id, warnings: [] };
  });
}

async function readRecords(target: Target, unnamed: readonly WriteInput[]): Promise<readonly WrittenRecord[]> {
  const sent = unnamed.flatMap(({ payload }) => Object.keys(payload));
  const properties = [...new Set([target.matchProperty, ...sent])];
  try {
    return await readBatch(
      target,
      unnamed.map(({ matchValue }) => matchValue),
      properties,
    );
  } catch (error) {
    // None found is a 404; a connection that may only write can't look: either way nothing is confirmed.
    if (error instanceof HubSpotRefusal) return [];
    if (error instanceof AppError && error.code === "hubspot_scope_missing") return [];
    throw error;
  }
}

function holdsPayload({ properties }: WrittenRecord, { payload }: WriteInput, matchProperty: string): boolean {
  return Object.entries(payload).every(
    ([name, sent]) => name === matchProperty || isSameValue(sent, properties[name] ?? ""),
  );
}

// Strict on purpose: a value that HubSpot keeps in another form costs one reject, a wrong "written" costs trust.
function isSameValue(sent: string, held: string): boolean {
  if (sent.trim() === held.trim()) return true;
  const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d.*(Z|[+-]\d\d:\d\d)$/;
  return instant.test(sent) && instant.test(held) && Date.parse(sent) === Date.parse(held);
}
