import { z } from "zod";
import { ColumnView } from "../api/sources";

/** A planned change as a chunk file holds it, one JSON line each. */
export const PlannedRow = z.object({
  rowNumber: z.number().int(),
  key: z.string(),
  matchValue: z.string(),
  /** The payload's hash, a signed 64-bit number in decimal. */
  hash: z.string(),
  /** Of the cells that the mapping reads, a number like the hash; null in plans of earlier versions. */
  fingerprint: z.string().nullable().default(null),
  payload: z.record(z.string(), z.string()),
  cells: z.array(z.string().nullable()),
  /** Of a retry and an upload: the rejected row that it is. */
  origin: z
    .object({ rowNumber: z.number().int(), causeId: z.string(), sourceRow: z.number().int().nullable().default(null) })
    .nullable()
    .default(null),
});
export type PlannedRow = z.infer<typeof PlannedRow>;

/** A record whose row has vanished, as a chunk file holds it. */
export const PlannedRemoval = z.object({ key: z.string(), recordId: z.string() });
export type PlannedRemoval = z.infer<typeof PlannedRemoval>;

const toTextColumn = (name: string): ColumnView => ({ name, type: "text", nativeType: "text" });

/** What a plan says of itself. It is written last: a plan without one was never finished. */
export const Manifest = z.object({
  /** Manifests of earlier versions hold only names. */
  columns: z.array(z.union([ColumnView, z.string().transform(toTextColumn)])),
  chunks: z.array(z.object({ rows: z.number().int() })),
  rejectPages: z.number().int(),
});
export type Manifest = z.infer<typeof Manifest>;
