import { z } from "zod";
import { ColumnView } from "./sources";
import { SyncInput } from "./syncs";

/** What decides how rows are mapped. */
export const SyncPreviewInput = SyncInput.pick({
  sourceId: true,
  query: true,
  portalId: true,
  objectTypeId: true,
  mode: true,
  mapping: true,
});
export type SyncPreviewInput = z.infer<typeof SyncPreviewInput>;

export const RefusalView = z.object({
  code: z.string(),
  property: z.string().nullable(),
  option: z.string().nullable(),
  message: z.string(),
});

export const SyncPreview = z.object({
  columns: z.array(ColumnView),
  /** What would stop a run before it reads a row. No row is mapped while there is any. */
  problems: z.array(z.string()),
  rows: z.array(
    z.object({
      cells: z.array(z.string().nullable()),
      matchValue: z.string().nullable(),
      /** What HubSpot would be sent, the match property apart. */
      payload: z.record(z.string(), z.string()),
      /** Why the row would be rejected; empty when it would be sent. */
      refusals: z.array(RefusalView),
    }),
  ),
});
export type SyncPreview = z.infer<typeof SyncPreview>;
