"use client";

import { ChevronsUpDown } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import type { ComboboxOption } from "@/components/ui/combobox";
import { controlStyles } from "@/components/ui/input";
import { reaching, useOverlays } from "@/components/ui/overlays/use-overlays";
import { readOpeningKey } from "@/components/ui/read-opening-key";
import type { PreviewView } from "@/lib/api/sources";
import type { DraftField } from "../../draft/sync-draft";
import { ChosenValue } from "./chosen-value";
import { focusField } from "./focus-field";
import { spellChosenValue } from "./spell-chosen-value";

interface ValuePickerProps {
  field: DraftField;
  number: number;
  preview: PreviewView | undefined;
  columns: readonly ComboboxOption[];
  onChange: (change: Partial<Omit<DraftField, "id">>) => void;
}

/** Where a field's value comes from: a column of the query, one text for all rows, or a template. */
export function ValuePicker(props: ValuePickerProps) {
  const { field, number, preview, columns } = props;
  const label = `Value of mapping ${number}`;
  const [isOpen, setIsOpen] = useState(false);
  const [search, setSearch] = useState("");
  const button = useRef<HTMLButtonElement>(null);
  const overlays = useOverlays(isOpen, () => change(false));
  const [tabs, setTabs] = useState<typeof import("./value-tabs") | null>(null);
  const known = preview === undefined ? undefined : columns;
  const { text, hint } = spellChosenValue(field, known);

  /** As somebody reaches for it, by mouse or by keyboard; what couldn't be had is asked for again by the next try. */
  async function load() {
    reaching.onFocus();
    try {
      setTabs(await import("./value-tabs"));
    } catch {
      setIsOpen(false);
    }
  }

  function change(next: boolean) {
    setSearch("");
    setIsOpen(next);
    if (next) void load();
  }

  function openByTyping(event: KeyboardEvent) {
    const typed = readOpeningKey(event);
    // What is typed looks for a column; a constant and a template are written where they stand.
    if (typed === null || (typed !== "" && field.kind !== "column")) return;
    event.preventDefault();
    if (!isOpen) change(true);
    // The first letters come before the picker may have.
    setSearch((before) => (isOpen ? before : "") + typed);
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-label={`${label}: ${[text, hint].filter(Boolean).join(" ")}`}
        onPointerEnter={() => void load()}
        onFocus={() => void load()}
        onClick={() => change(!isOpen)}
        onKeyDown={openByTyping}
        className={cn(controlStyles, "flex h-8 min-w-0 items-center gap-2 pr-2 pl-2.5 text-left")}
      >
        <ChosenValue field={field} columns={known} />
        <ChevronsUpDown aria-hidden className="ml-auto size-3.5 shrink-0 text-faint" />
      </button>
      {overlays && tabs && (
        <overlays.PopoverFrame
          anchor={button}
          onClose={() => change(false)}
          align="start"
          label={label}
          onOpenAutoFocus={startInField}
          // Of one height, since above its trigger the tabs would move away under the pointer.
          className="z-50 flex h-[min(22rem,var(--radix-popover-content-available-height,22rem))] w-[min(38rem,calc(100vw-1rem))] animate-appear flex-col rounded-lg border bg-raised shadow-pop focus:outline-none"
        >
          <tabs.ValueTabs {...props} search={search} onSearch={setSearch} close={() => change(false)} />
        </overlays.PopoverFrame>
      )}
    </>
  );
}

function startInField(event: Event) {
  event.preventDefault();
  if (event.currentTarget instanceof HTMLElement) focusField(event.currentTarget);
}
