import { Select } from "@/components/ui/select";
import { WriteRule } from "@/lib/api/syncs";
import type { WriteMode } from "@/lib/engine/types";

const words: Readonly<Record<WriteRule, string>> = {
  always: "Set",
  if_empty: "Set if empty",
  on_create: "Only on create",
};

interface WriteRuleSelectProps {
  name: string;
  mode: WriteMode;
  value: WriteRule;
  onChange: (rule: WriteRule) => void;
}

/** When a property is written. What is for a create alone can't be chosen where nothing is created. */
export function WriteRuleSelect({ name, mode, value, onChange }: WriteRuleSelectProps) {
  return (
    <Select
      aria-label={`How ${name} is written`}
      value={value}
      onChange={({ target }) => onChange(WriteRule.parse(target.value))}
    >
      {WriteRule.options.map((rule) => (
        <option key={rule} value={rule} disabled={rule === "on_create" && mode === "update" && value !== rule}>
          {words[rule]}
        </option>
      ))}
    </Select>
  );
}
