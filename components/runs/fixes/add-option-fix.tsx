import { Plus } from "lucide-react";
import { useState } from "react";
import { OptionFields } from "@/components/connections/option-fields";
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
      {(errors) => <OptionFields value={value} label={label} errors={errors} onValue={setValue} onLabel={setLabel} />}
    </FixDialog>
  );
}
