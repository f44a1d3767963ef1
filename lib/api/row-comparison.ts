import { z } from "zod";
import { ColumnView } from "./sources";
import { RefusalView } from "./sync-preview";
import { SyncDraftInput } from "./syncs";

/** How many rows of a sync are compared with HubSpot. */
export const COMPARED_ROWS = 50;

export const CompareInput = z.object({
  syncId: z
    .string()
    .nullable()
    .default(null)
    .describe("The sync that the draft is of, so that what HubSpot has accepted counts; null for a new one."),
  draft: SyncDraftInput,
});
export type CompareInput = z.infer<typeof CompareInput>;

/**
 * What becomes of a property: it gets its first value, another one, or none; it has the value already; or it is left
 * alone.
 */
export const FieldEffect = z.enum(["set", "change", "blank", "same", "untouched"]);
export type FieldEffect = z.infer<typeof FieldEffect>;

export const ComparedField = z.object({
  property: z.string(),
  /** What HubSpot would be sent: a text, `""` to clear it, or null for nothing. */
  sent: z.string().nullable(),
  /** What HubSpot has now; null where it has nothing, or no record. */
  held: z.string().nullable(),
  effect: FieldEffect,
});
export type ComparedField = z.infer<typeof ComparedField>;

/** A call that would write one row: HubSpot gets this and, in a header, the portal's access token. */
export const RequestView = z.object({
  method: z.literal("POST"),
  path: z.string(),
  body: z.object({ inputs: z.array(z.unknown()) }),
});
export type RequestView = z.infer<typeof RequestView>;

export const SendRowInput = CompareInput.extend({
  matchValue: z.string().describe("The row's, as it was compared."),
  request: RequestView.describe("What is to be sent, as the comparison has shown it. Anything else isn't sent."),
});
export type SendRowInput = z.infer<typeof SendRowInput>;

/** A call to HubSpot and its answer. */
export const CallView = z.object({
  method: z.string(),
  path: z.string(),
  request: z.unknown(),
  status: z.number().int().nullable().describe("Null where no whole answer came."),
  answer: z.unknown(),
  correlationId: z.string().nullable(),
  problem: z.string().nullable(),
});
export type CallView = z.infer<typeof CallView>;

export const SentRow = z.object({
  outcome: z.enum(["created", "updated", "skipped", "rejected", "failed"]),
  /** Why it was refused, or skipped, or what failed, in whose words it is; null where it was taken. */
  message: z.string().nullable(),
  /** Of a refusal: HubSpot's code, what it means, and what to do. */
  refusal: z
    .object({ code: z.string(), property: z.string().nullable(), meaning: z.string(), fix: z.string() })
    .nullable(),
  warnings: z.array(z.string()),
  recordUrl: z.string().nullable(),
  /** Every call that was made, the write the last. */
  calls: z.array(CallView),
  /** True when the sync keeps that HubSpot has accepted the row, so that no run sends it again until it changes. */
  isKept: z.boolean(),
});
export type SentRow = z.infer<typeof SentRow>;

export const ComparedRow = z.object({
  rowNumber: z.number().int(),
  cells: z.array(z.string().nullable()),
  matchValue: z.string().nullable(),
  outcome: z.enum(["created", "changed", "unchanged", "skipped", "rejected"]),
  /** Why a row is skipped, or sent although nothing changes, or not sent although something would; null otherwise. */
  note: z.string().nullable(),
  /** Why it would be rejected; empty when it wouldn't. */
  refusals: z.array(RefusalView),
  /** Why values are left out of it, of fields that leave invalid ones out. */
  leftOut: z.array(RefusalView),
  /** The fields of the mapping, in its order. */
  fields: z.array(ComparedField),
  recordId: z.string().nullable(),
  recordUrl: z.string().nullable(),
  /** Null where nothing would be sent. */
  request: RequestView.nullable(),
});
export type ComparedRow = z.infer<typeof ComparedRow>;

export const RowComparison = z.object({
  columns: z.array(ColumnView),
  /** What would stop a run before it reads a row. No row is compared while there is any. */
  problems: z.array(z.string()),
  /** The first rows of the query, fifty at the most. */
  rows: z.array(ComparedRow),
});
export type RowComparison = z.infer<typeof RowComparison>;
