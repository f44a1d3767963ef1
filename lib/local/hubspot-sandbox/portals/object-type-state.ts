import { z } from "zod";
import { customObjectSchema } from "@/lib/local/hubspot-sandbox/portals/custom-object";
import type { ObjectType } from "@/lib/local/hubspot-sandbox/portals/portal";
import { propertyGroupSchema } from "@/lib/local/hubspot-sandbox/portals/property-group";
import { validationRuleSchema } from "@/lib/local/hubspot-sandbox/records/check-rules";

/** All of an object type that may change while the sandbox runs, its properties and records apart. */
export const objectTypeStateSchema = z.object({
  name: z.string(),
  groups: z.array(propertyGroupSchema),
  rules: z.array(z.object({ property: z.string(), rules: z.array(validationRuleSchema) })),
  usedProperties: z.array(z.string()),
  pipelines: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      stages: z.array(z.object({ id: z.string(), label: z.string(), metadata: z.record(z.string(), z.string()) })),
    }),
  ),
  custom: customObjectSchema.nullable(),
});

export type ObjectTypeState = z.infer<typeof objectTypeStateSchema>;

export function readObjectTypeState(type: ObjectType): ObjectTypeState {
  const state = {
    name: type.name,
    groups: [...type.groups.values()],
    rules: [...type.rules].map(([property, rules]) => ({ property, rules })),
    usedProperties: [...type.usedProperties],
    pipelines: type.pipelines,
    custom: type.custom,
  };
  return objectTypeStateSchema.parse(state);
}

export function applyObjectTypeState(type: ObjectType, state: ObjectTypeState): void {
  refill(
    type.groups,
    state.groups.map((group) => [group.name, group] as const),
  );
  refill(
    type.rules,
    state.rules.map(({ property, rules }) => [property, rules] as const),
  );
  type.usedProperties.clear();
  for (const property of state.usedProperties) type.usedProperties.add(property);
  type.pipelines = state.pipelines;
  type.custom = state.custom;
}

function refill<T>(map: Map<string, T>, entries: readonly (readonly [string, T])[]): void {
  map.clear();
  for (const [name, value] of entries) map.set(name, value);
}
