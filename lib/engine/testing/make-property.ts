import type { Property, PropertyOption, PropertyType } from "@/lib/engine/types";

/** A property for tests: a writable one, with its name for a label. */
export function makeProperty(name: string, type: PropertyType = "string", rest: Partial<Property> = {}): Property {
  return {
    name,
    label: name,
    type,
    fieldType: "text",
    groupName: "test",
    description: "",
    options: [],
    hasExternalOptions: false,
    isUnique: false,
    isRequired: false,
    isOneRequired: false,
    groupLabel: "Test",
    rules: [],
    canAddOptions: false,
    whyNotMappable: null,
    ...rest,
  };
}

/** Options from `value: label` pairs. */
export function makeOptions(labels: Readonly<Record<string, string>>): PropertyOption[] {
  return Object.entries(labels).map(([value, label]) => ({ value, label, hidden: false }));
}
