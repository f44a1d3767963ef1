import { Quote, SquareCode, TriangleAlert } from "lucide-react";
import type { ComboboxOption } from "@/components/ui/combobox";
import type { DraftField } from "../../draft/sync-draft";
import { spellChosenValue } from "./spell-chosen-value";

interface ChosenValueProps {
  field: DraftField;
  columns: readonly ComboboxOption[] | undefined;
}

/** A field's value on its closed picker: the type's icon and the column's name, or the constant, or the template. */
export function ChosenValue({ field, columns }: ChosenValueProps) {
  const { text, hint, isChosen } = spellChosenValue(field, columns);
  if (!isChosen) return <span className="truncate text-faint">{text}</span>;
  return (
    <>
      <span className="shrink-0 text-faint [&_svg]:size-4">
        <ChosenIcon field={field} columns={columns} />
      </span>
      <span className={field.kind === "template" ? "truncate font-mono text-xs" : "truncate"}>{text}</span>{" "}
      {hint && <span className="min-w-0 shrink-9999 truncate text-xs text-faint">{hint}</span>}
    </>
  );
}

function ChosenIcon({ field, columns }: ChosenValueProps) {
  if (field.kind === "constant") return <Quote aria-hidden />;
  if (field.kind === "template") return <SquareCode aria-hidden />;
  if (columns === undefined) return null;
  return (
    columns.find(({ value }) => value === field.column)?.icon ?? <TriangleAlert aria-hidden className="text-warning" />
  );
}
