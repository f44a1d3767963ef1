import { z } from "zod";
import { OptionInput, PropertyInput } from "./portals";
import { CleanStep, ValueReplacement } from "./syncs";

const property = z.string().min(1);

export const FixView = z
  .discriminatedUnion("kind", [
    z.object({
      kind: z.literal("clean"),
      property,
      steps: z.array(CleanStep),
      fitting: z.number().int(),
      tried: z.number().int(),
    }),
    z.object({
      kind: z.literal("map_value"),
      property,
      values: z.array(z.object({ from: z.string(), nearest: z.string().nullable() })),
    }),
    z.object({ kind: z.literal("add_option"), property, value: z.string() }),
    z.object({ kind: z.literal("skip_invalid"), property }),
    z.object({ kind: z.literal("create_property"), property, type: PropertyInput.shape.type }),
    z.object({ kind: z.literal("unmap_property"), property }),
    z.object({ kind: z.literal("change_duplicates") }),
    z.object({ kind: z.literal("open_record"), matchValue: z.string().nullable(), url: z.string() }),
    z.object({ kind: z.literal("edit_sync"), place: z.string() }),
  ])
  .describe("A change that would help, with what it needs; `lib/engine/fixes.ts` says what each means.");
export type FixView = z.infer<typeof FixView>;

/** What can be done about a cause, in the sync as it is now. */
export const FixesView = z.object({
  fixes: z.array(FixView).describe("The best first."),
  isFixed: z.boolean().describe("True when the sync as it is now would no longer refuse these rows for this."),
  note: z.string().nullable().describe("Why there is less to choose from than one would expect; null as a rule."),
  syncId: z.string(),
});
export type FixesView = z.infer<typeof FixesView>;

export const UnmapProperty = z.object({ kind: z.literal("unmap_property"), property });
export const CreateProperty = z.object({
  kind: z.literal("create_property"),
  property: PropertyInput.shape.name,
  label: PropertyInput.shape.label,
  type: PropertyInput.shape.type,
});

export const FixInput = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("clean"),
    property,
    steps: z.array(CleanStep).min(1, "Choose a step of cleaning.").max(4),
  }),
  z.object({
    kind: z.literal("map_value"),
    property,
    values: z.array(ValueReplacement).min(1, "Choose what a value becomes.").max(1000),
  }),
  z.object({
    kind: z.literal("add_option"),
    property,
    value: OptionInput.shape.value,
    label: OptionInput.shape.label,
  }),
  z.object({ kind: z.literal("skip_invalid"), property }),
  CreateProperty,
  UnmapProperty,
  z.object({ kind: z.literal("change_duplicates") }),
]);
export type FixInput = z.infer<typeof FixInput>;

/** What can be done about a property that stopped a run. */
export const RunFixInput = z.discriminatedUnion("kind", [CreateProperty, UnmapProperty]);
export type RunFixInput = z.infer<typeof RunFixInput>;

export const AppliedFix = z.object({
  isChanged: z.boolean().describe("False when it was so already."),
  message: z.string(),
  syncVersion: z.number(),
});
export type AppliedFix = z.infer<typeof AppliedFix>;
