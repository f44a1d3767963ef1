import type { WriteInput, WriteOutcome } from "@/lib/engine/types";
import { type HubSpotEnvelope, parseEnvelope } from "./envelope";
import { readExistingRecordId, readRefusal } from "./refusals";

type Rejected = Extract<WriteOutcome, { kind: "rejected" }>;

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
  const message = "HubSpot returned no outcome for this record.";
  return {
    kind: "rejected",
    trace: input.trace,
    stage: "unconfirmed",
    refusal: { code: "UNCONFIRMED", property: null, option: null, message },
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
