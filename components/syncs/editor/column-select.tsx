import type { ComponentProps } from "react";
import { Select } from "@/components/ui/select";
import type { ColumnView } from "@/lib/api/sources";

interface ColumnSelectProps extends Omit<ComponentProps<typeof Select>, "onChange" | "value" | "children"> {
  /** Undefined while the preview isn't there; the chosen column stays chosen then. */
  columns: readonly ColumnView[] | undefined;
  value: string;
  onChange: (column: string) => void;
}

export function ColumnSelect({ columns, value, onChange, ...props }: ColumnSelectProps) {
  const isListed = value === "" || columns?.some(({ name }) => name === value);
  return (
    <Select {...props} value={value} onChange={({ target }) => onChange(target.value)}>
      <option value="" disabled>
        Choose a column
      </option>
      {!isListed && <option value={value}>{columns ? `${value} — not in the query` : value}</option>}
      {[...new Map(columns?.map((column) => [column.name, column])).values()].map(({ name, nativeType }) => (
        <option key={name} value={name}>
          {name} — {nativeType}
        </option>
      ))}
    </Select>
  );
}
