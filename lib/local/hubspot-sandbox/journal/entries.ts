import { z } from "zod";
import { installStateSchema } from "@/lib/local/hubspot-sandbox/oauth/installs";
import { objectTypeStateSchema } from "@/lib/local/hubspot-sandbox/portals/object-type-state";
import { propertySchema } from "@/lib/local/hubspot-sandbox/portals/property";
import {
  associationCategorySchema,
  associationDefinitionSchema,
} from "@/lib/local/hubspot-sandbox/records/association-definitions";

const recordRef = z.object({ objectTypeId: z.string(), id: z.number() });

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
      revisions: z
        .array(z.object({ at: z.number(), appId: z.string(), before: z.record(z.string(), z.string()) }))
        .readonly()
        .nullable()
        .default(null),
    }),
  }),
  /** A record that is gone for good: its id and nothing else. */
  z.object({ kind: z.literal("erased"), portalId: z.number(), typeId: z.string(), id: z.number() }),
  z.object({ kind: z.literal("association"), portalId: z.number(), definition: associationDefinitionSchema }),
  /** Two records and all that connects them from here on. */
  z.object({
    kind: z.literal("link"),
    portalId: z.number(),
    link: z.object({
      from: recordRef,
      to: recordRef,
      specs: z.array(z.object({ category: associationCategorySchema, typeId: z.number() })).readonly(),
    }),
  }),
  z.object({
    kind: z.literal("object-type"),
    portalId: z.number(),
    typeId: z.string(),
    state: objectTypeStateSchema,
  }),
  z.object({ kind: z.literal("property"), portalId: z.number(), typeId: z.string(), property: propertySchema }),
  z.object({ kind: z.literal("installs"), state: installStateSchema }),
  z.object({ kind: z.literal("clock"), offsetMs: z.number() }),
]);

export type JournalEntry = z.infer<typeof journalEntrySchema>;
