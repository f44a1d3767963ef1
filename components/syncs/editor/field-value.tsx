import type { ComboboxOption } from "@/components/ui/combobox";
import type { PreviewView } from "@/lib/api/sources";
import type { DraftField } from "../draft/sync-draft";
import { ValuePicker } from "./fields/value-picker";
import { Sample } from "./sample";

interface FieldValueProps {
  field: DraftField;
  number: number;
  preview: PreviewView | undefined;
  columns: readonly ComboboxOption[];
  onChange: (change: Partial<Omit<DraftField, "id">>) => void;
}

/** A mapping's value, and under it what its column has in the preview. */
export function FieldValue(props: FieldValueProps) {
  const { field, columns } = props;
  const sample = field.kind === "column" ? columns.find(({ value }) => value === field.column)?.sample : undefined;
  return (
    <div className="col-span-2 min-w-0 lg:col-span-1">
      <ValuePicker {...props} />
      {sample !== undefined && <Sample value={sample} />}
    </div>
  );
}
