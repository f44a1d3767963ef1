"use client";

import { ChevronsUpDown } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { cn } from "./cn";
import { ComboboxList, showChosen } from "./combobox-list";
import type { ComboboxOption } from "./combobox-options";
import { controlStyles } from "./input";
import { reaching, useOverlays } from "./overlays/use-overlays";
import { readOpeningKey } from "./read-opening-key";

export type { ComboboxOption } from "./combobox-options";

interface ComboboxProps {
  options: readonly ComboboxOption[];
  value: string | null;
  onChange: (value: string) => void;
  placeholder?: string | undefined;
  searchPlaceholder?: string | undefined;
  /** Shown when nothing matches the search. */
  emptyText?: ReactNode | undefined;
  /** Stands still under the list: "Create property", "Refresh". */
  footer?: ReactNode | undefined;
  disabled?: boolean | undefined;
  className?: string | undefined;
  id?: string | undefined;
  "aria-label"?: string | undefined;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: boolean | undefined;
}

/** Picks one of hundreds by typing. A value that isn't among the options is shown as it is. */
export function Combobox(props: ComboboxProps) {
  const { options, value, onChange, placeholder = "Choose…", footer, disabled, className } = props;
  const [isOpen, setIsOpen] = useState(false);
  const [search, setSearch] = useState("");
  const button = useRef<HTMLButtonElement>(null);
  const overlays = useOverlays(isOpen, () => change(false));
  const chosen = options.find((option) => option.value === value);

  function change(next: boolean) {
    setSearch("");
    setIsOpen(next);
  }

  function openByTyping(event: KeyboardEvent) {
    const typed = readOpeningKey(event);
    if (typed === null) return;
    event.preventDefault();
    // The first letters come before the list may have.
    setSearch((before) => (isOpen ? before : "") + typed);
    setIsOpen(true);
  }

  return (
    <>
      <button
        {...reaching}
        ref={button}
        type="button"
        id={props.id}
        disabled={disabled}
        aria-haspopup="listbox"
        aria-expanded={isOpen}
        aria-label={props["aria-label"] && `${props["aria-label"]}: ${spellChosen(chosen, value ?? placeholder)}`}
        aria-describedby={props["aria-describedby"]}
        data-invalid={props["aria-invalid"]}
        onClick={() => change(!isOpen)}
        onKeyDown={openByTyping}
        className={cn(
          controlStyles,
          "flex h-8 min-w-0 items-center gap-2 pr-2 pl-2.5 text-left data-[invalid=true]:border-danger",
          className,
        )}
      >
        <Chosen option={chosen} value={value} placeholder={placeholder} />
        <ChevronsUpDown aria-hidden className="ml-auto size-3.5 shrink-0 text-faint" />
      </button>
      {overlays && (
        <overlays.PopoverFrame
          anchor={button}
          onClose={() => change(false)}
          align="start"
          onOpenAutoFocus={startSearch}
          className="z-50 flex max-h-[min(22rem,var(--radix-popover-content-available-height,22rem))] w-[max(var(--radix-popover-trigger-width),min(18rem,calc(100vw-1rem)))] animate-appear flex-col overflow-hidden rounded-lg border bg-raised shadow-pop focus:outline-none"
        >
          <ComboboxList
            options={options}
            value={value}
            search={search}
            onSearch={setSearch}
            searchPlaceholder={props.searchPlaceholder ?? "Search…"}
            emptyText={props.emptyText ?? "Nothing matches."}
            onChoose={(next) => {
              onChange(next);
              change(false);
            }}
          />
          {footer && <div className="border-t p-1">{footer}</div>}
        </overlays.PopoverFrame>
      )}
    </>
  );
}

interface ChosenProps {
  option: ComboboxOption | undefined;
  value: string | null;
  placeholder: string;
}

function Chosen({ option, value, placeholder }: ChosenProps) {
  if (value === null) return <span className="truncate text-faint">{placeholder}</span>;
  return (
    <>
      {option?.icon && <span className="shrink-0 text-faint [&_svg]:size-4">{option.icon}</span>}
      <span className="truncate">{option?.label ?? value}</span>{" "}
      {option?.hint && <span className="min-w-0 shrink-9999 truncate text-xs text-faint">{option.hint}</span>}
    </>
  );
}

/** As it is seen, so that whoever speaks to the screen can name it by what stands there. */
function spellChosen(option: ComboboxOption | undefined, otherwise: string): string {
  return option ? [option.label, option.hint].filter(Boolean).join(" ") : otherwise;
}

/** Focuses the field without selecting what was typed to open the list, and brings the chosen option into view. */
function startSearch(event: Event) {
  event.preventDefault();
  if (!(event.currentTarget instanceof HTMLElement)) return;
  event.currentTarget.querySelector("input")?.focus({ preventScroll: true });
  showChosen(event.currentTarget);
}
