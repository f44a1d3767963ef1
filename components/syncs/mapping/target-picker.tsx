import { Combobox } from "@/components/ui/combobox";
import { Input } from "@/components/ui/input";
import type { PropertyView } from "@/lib/api/portals";
import { listTargets } from "@/lib/engine/fix-values";
import { rankOptions } from "@/lib/engine/rank-options";

interface TargetPickerProps {
  label: string;
  /** Undefined while none is chosen, or the properties aren't there. */
  property: PropertyView | undefined;
  /** What is replaced: the options that resemble it most come first. */
  from: string;
  /** Null while nothing is chosen. */
  value: string | null;
  onChange: (to: string) => void;
}

/** What a value becomes: one of the property's options, or any text where it has none; or nothing. */
export function TargetPicker({ label, property, from, value, onChange }: TargetPickerProps) {
  const targets = property === undefined ? [] : listTargets(property);
  if (targets.length === 0) {
    return (
      <Input
        aria-label={label}
        placeholder="Nothing: the value is empty"
        value={value ?? ""}
        onChange={({ target }) => onChange(target.value)}
      />
    );
  }
  const options = rankOptions(from, targets).map((option) => ({
    value: option.value,
    label: option.label,
    hint: option.value === option.label ? undefined : option.value,
  }));
  return (
    <Combobox
      aria-label={label}
      options={[...options, { value: "", label: "Nothing: the value is empty" }]}
      value={value}
      onChange={onChange}
      placeholder="Choose an option"
      searchPlaceholder="Search options"
      emptyText="The property has no such option."
      className="w-full"
    />
  );
}
