import type { WriteInput, WriteOutcome } from "@/lib/engine/types";
import { type HubSpotEnvelope, parseEnvelope } from "./envelope";
import { readExistingRecordId, readRefusal } from "./refusals";

export type Rejected = Extract<WriteOutcome, { kind: "rejected" }>;

/** A row that HubSpot refused, in HubSpot's words. */
export function rejectByHubSpot(input: WriteInput, body: HubSpotEnvelope, correlationId: string | null): Rejected {
  return {
    kind: "rejected",
    trace: input.trace,
    stage: "hubspot",
    refusal: readRefusal(body),
    category: body.category,
    correlationId: body.correlationId ?? correlationId,
    existingRecordId: readExistingRecordId(body),
  };
}

/** A row that HubSpot's answer doesn't name at all. It counts as refused: only a named row is a success. */
export function rejectUnconfirmed(input: WriteInput, correlationId: string | null): Rejected {
  return rejectUnnamed(input, "UNCONFIRMED", "HubSpot returned no outcome for this record.", correlationId);
}

/** An id that HubSpot passed over, and has no record for. */
export function rejectGone(input: WriteInput, correlationId: string | null): Rejected {
  const message = "HubSpot returned no outcome for this record, and has none under this id.";
  return rejectUnnamed(input, "OBJECT_NOT_FOUND", message, correlationId);
}

/** An id that HubSpot passed over, because its record lives on in another one. */
export function rejectMerged(input: WriteInput, mergedInto: string, correlationId: string | null): Rejected {
  const message = `This record was merged into record ${mergedInto}: HubSpot updates it under that id only.`;
  const rejected = rejectUnnamed(input, "RECORD_MERGED", message, correlationId);
  return { ...rejected, existingRecordId: mergedInto };
}

/** One of several rows that reach the same record, found before any of them was sent. */
export function rejectSameRecord(input: WriteInput, recordId: string): Rejected {
  const message = `Another row of this batch reaches the same record, ${recordId}.`;
  return {
    kind: "rejected",
    trace: input.trace,
    stage: "hubspot",
    refusal: { code: "DUPLICATE_IDS", property: null, option: null, message },
    category: null,
    correlationId: null,
    existingRecordId: recordId,
  };
}

function rejectUnnamed(input: WriteInput, code: string, message: string, correlationId: string | null): Rejected {
  return {
    kind: "rejected",
    trace: input.trace,
    stage: "unconfirmed",
    refusal: { code, property: null, option: null, message },
    category: null,
    correlationId,
    existingRecordId: null,
  };
}

/** The words of a record's warnings: a date that was normalized, for one. */
export function readWarnings(warnings: readonly unknown[]): string[] {
  return warnings.flatMap((warning) => {
    const { message, context } = parseEnvelope(warning);
    if (!message) return [];
    const [raw, normalized] = [context.rawValue?.[0], context.normalizedValue?.[0]];
    return [raw && normalized ? `${message}: ${raw} became ${normalized}` : message];
  });
}
