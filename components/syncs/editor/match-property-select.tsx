import type { ComponentProps } from "react";
import { Select } from "@/components/ui/select";
import type { Property } from "@/lib/engine/types";

interface MatchPropertySelectProps extends Omit<ComponentProps<typeof Select>, "onChange" | "value" | "children"> {
  /** Undefined while the properties aren't there; the chosen one stays chosen then. */
  choices: readonly Property[] | undefined;
  value: string;
  onChange: (property: string) => void;
}

export function MatchPropertySelect({ choices, value, onChange, ...props }: MatchPropertySelectProps) {
  const hasNone = choices?.length === 0;
  const isListed = value === "" || choices?.some(({ name }) => name === value);
  return (
    <Select
      {...props}
      value={value}
      disabled={hasNone && value === ""}
      onChange={({ target }) => onChange(target.value)}
    >
      <option value="" disabled>
        {hasNone ? "None is unique" : "Choose a property"}
      </option>
      {!isListed && <option value={value}>{choices ? `${value} — can't be matched by` : value}</option>}
      {choices?.map(({ name, label }) => (
        <option key={name} value={name}>
          {label} ({name})
        </option>
      ))}
    </Select>
  );
}
