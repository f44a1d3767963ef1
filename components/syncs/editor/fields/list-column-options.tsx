import type { ComboboxOption } from "@/components/ui/combobox-options";
import type { PreviewView } from "@/lib/api/sources";
import { ColumnIcon } from "../column-icon";

/** The columns to choose from, each name once: its type, and the first value of the preview that isn't empty. */
export function listColumnOptions(preview: PreviewView | undefined): readonly ComboboxOption[] {
  const options = new Map<string, ComboboxOption>();
  preview?.columns.forEach(({ name, type, nativeType }, index) => {
    if (options.has(name)) return;
    const sample = preview.rows.map((row) => row[index]).find((cell) => cell) ?? undefined;
    options.set(name, { value: name, label: name, hint: nativeType, icon: <ColumnIcon type={type} />, sample });
  });
  return [...options.values()];
}
