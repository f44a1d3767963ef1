import { Plus } from "lucide-react";
import { useState } from "react";
import { PropertyGroupNote } from "@/components/help/property-group-note";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { FixDialog } from "./fix-dialog";
import type { FixProps } from "./fix-props";

const types: readonly { readonly value: FixProps<"create_property">["fix"]["type"]; readonly label: string }[] = [
  { value: "string", label: "Text" },
  { value: "number", label: "Number" },
  { value: "bool", label: "Yes or no" },
  { value: "date", label: "Date" },
  { value: "datetime", label: "Date and time" },
];

/** Creates a property in HubSpot that the sync writes and the portal doesn't have. */
export function CreatePropertyFix({ fix: { property, type: proposed }, ...common }: FixProps<"create_property">) {
  const [label, setLabel] = useState(spellLabel(property));
  const [type, setType] = useState(proposed);

  return (
    <FixDialog
      {...common}
      label={
        <>
          <Plus aria-hidden />
          <span className="truncate">Create {property}</span>
        </>
      }
      title={`Create ${property} in HubSpot`}
      description="If a property of this name was archived there, HubSpot brings that one back as it was, with its values and its type."
      verb="Create property"
      readFix={() => ({ kind: "create_property", property, label, type })}
      fields={["label", "property", "type"]}
    >
      {(errors) => (
        <>
          <Field label="Label" hint="What people see in HubSpot." error={errors.label ?? errors.property}>
            <Input value={label} onChange={({ target }) => setLabel(target.value)} />
          </Field>
          <Field label="Type" hint="Proposed by the type of the column." error={errors.type}>
            <Select
              value={type}
              onChange={({ target }) => setType(types.find(({ value }) => value === target.value)?.value ?? type)}
            >
              {types.map((choice) => (
                <option key={choice.value} value={choice.value}>
                  {choice.label}
                </option>
              ))}
            </Select>
          </Field>
          <PropertyGroupNote />
        </>
      )}
    </FixDialog>
  );
}

/** `plan_tier` as people write it: `Plan tier`. */
function spellLabel(name: string): string {
  const spaced = name.replaceAll("_", " ").trim();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
