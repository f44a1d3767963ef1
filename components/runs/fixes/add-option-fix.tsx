import { Plus } from "lucide-react";
import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { FixDialog } from "./fix-dialog";
import type { FixProps } from "./fix-props";

/** Adds a refused value to the options of its property in HubSpot. */
export function AddOptionFix({ fix: { property, value: refused }, ...common }: FixProps<"add_option">) {
  const [value, setValue] = useState(refused);
  const [label, setLabel] = useState(refused);

  return (
    <FixDialog
      {...common}
      label={
        <>
          <Plus aria-hidden />
          <span className="truncate">Add option “{refused}”</span>
        </>
      }
      title={`Add an option to ${property}`}
      description="It is added in HubSpot, for everybody who uses the property there. The options that it has stay as they are."
      verb="Add option"
      readFix={() => ({ kind: "add_option", property, value, label })}
      fields={["value", "label"]}
    >
      {(errors) => (
        <>
          <Field
            label="Internal value"
            hint="What your rows bring, letter by letter. It can't be changed later."
            error={errors.value}
          >
            <Input
              value={value}
              spellCheck={false}
              className="font-mono"
              onChange={({ target }) => setValue(target.value)}
            />
          </Field>
          <Field label="Label" hint="What people see in HubSpot." error={errors.label}>
            <Input value={label} onChange={({ target }) => setLabel(target.value)} />
          </Field>
        </>
      )}
    </FixDialog>
  );
}
