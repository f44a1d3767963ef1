"use client";

import { ChevronsUpDown } from "lucide-react";
import dynamic from "next/dynamic";
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

const loadTabs = () => import("./value-tabs").then((module) => module.ValueTabs);
const ValueTabs = dynamic(loadTabs, { ssr: false });

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
  const known = preview === undefined ? undefined : columns;
  const { text, hint } = spellChosenValue(field, known);

  function change(next: boolean) {
    setSearch("");
    setIsOpen(next);
  }

  function openByTyping(event: KeyboardEvent) {
    const begun = readOpeningKey(event);
    // What is typed looks for a column; a constant and a template are written where they stand.
    if (begun === null || (begun !== "" && field.kind !== "column")) return;
    event.preventDefault();
    setSearch(begun);
    setIsOpen(true);
  }

  function reach() {
    reaching.onFocus();
    // What can't be loaded now is asked for again as it opens.
    loadTabs().catch(() => {});
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-label={`${label}: ${[text, hint].filter(Boolean).join(" ")}`}
        onPointerEnter={reach}
        onFocus={reach}
        onClick={() => change(!isOpen)}
        onKeyDown={isOpen ? undefined : openByTyping}
        className={cn(controlStyles, "flex h-8 min-w-0 items-center gap-2 pr-2 pl-2.5 text-left")}
      >
        <ChosenValue field={field} columns={known} />
        <ChevronsUpDown aria-hidden className="ml-auto size-3.5 shrink-0 text-faint" />
      </button>
      {overlays && (
        <overlays.PopoverFrame
          anchor={button}
          onClose={() => change(false)}
          align="start"
          label={label}
          onOpenAutoFocus={startInField}
          // Of one height, since above its trigger the tabs would move away under the pointer.
          className="z-50 flex h-[min(22rem,var(--radix-popover-content-available-height,22rem))] w-[min(38rem,calc(100vw-1rem))] animate-appear flex-col rounded-lg border bg-raised shadow-pop focus:outline-none"
        >
          <ValueTabs {...props} search={search} onSearch={setSearch} close={() => change(false)} />
        </overlays.PopoverFrame>
      )}
    </>
  );
}

function startInField(event: Event) {
  event.preventDefault();
  if (event.currentTarget instanceof HTMLElement) focusField(event.currentTarget);
}
