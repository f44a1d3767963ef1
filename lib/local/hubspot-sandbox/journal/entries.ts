import { z } from "zod";
import { installStateSchema } from "@/lib/local/hubspot-sandbox/oauth/installs";
import { propertySchema } from "@/lib/local/hubspot-sandbox/portals/property";

/** One line of the journal: the newest state of one thing. A later line about the same thing replaces it. */
export const journalEntrySchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("record"),
    portalId: z.number(),
    typeId: z.string(),
    record: z.object({
      id: z.number(),
      values: z.record(z.string(), z.string()),
      createdAt: z.number(),
      updatedAt: z.number(),
      archivedAt: z.number().nullable(),
      mergedInto: z.number().nullable(),
    }),
  }),
  z.object({ kind: z.literal("property"), portalId: z.number(), typeId: z.string(), property: propertySchema }),
  z.object({ kind: z.literal("installs"), state: installStateSchema }),
  z.object({ kind: z.literal("clock"), offsetMs: z.number() }),
]);

export type JournalEntry = z.infer<typeof journalEntrySchema>;
