import type { ComboboxOption } from "@/components/ui/combobox-options";
import type { DraftField } from "../../draft/sync-draft";
import { nameSource } from "./name-source";

/** What stands on the closed picker: an icon, the value, and in grey what kind it is. */
export interface ChosenWords {
  readonly text: string;
  readonly hint: string | null;
  readonly isChosen: boolean;
}

/** `columns` is undefined while nobody knows which there are. */
export function spellChosenValue(field: DraftField, columns: readonly ComboboxOption[] | undefined): ChosenWords {
  const text = nameSource(field);
  if (field.kind !== "column") return { text, hint: field.kind, isChosen: true };
  if (field.column === "") return { text: "Choose a value", hint: null, isChosen: false };
  const option = columns?.find(({ value }) => value === field.column);
  const hint = option?.hint ?? (columns === undefined ? null : "not in the query");
  return { text, hint, isChosen: true };
}
