"use client";

import { Check, Search } from "lucide-react";
import { type KeyboardEvent, type MouseEvent, type ReactNode, useId, useRef, useState } from "react";
import { cn } from "./cn";
import { type ComboboxGroup, type ComboboxOption, groupOptions, searchOptions } from "./combobox-options";

interface ComboboxListProps {
  options: readonly ComboboxOption[];
  value: string | null;
  search: string;
  onSearch: (search: string) => void;
  onChoose: (value: string) => void;
  searchPlaceholder: string;
  emptyText: ReactNode;
}

const pageSize = 8;

/** The search field and the list under it. The focus stays in the field; the arrows move the active option. */
export function ComboboxList(props: ComboboxListProps) {
  const { options, value, search, onSearch, onChoose, searchPlaceholder, emptyText } = props;
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [activeValue, setActiveValue] = useState(value);
  const groups = groupOptions(searchOptions(options, search));
  const shown = groups.flatMap((group) => group.options);
  const activeIndex = findActive(shown, activeValue);
  const active = shown[activeIndex];

  function moveTo(index: number) {
    const next = shown[Math.min(shown.length - 1, Math.max(0, index))];
    if (!next) return;
    setActiveValue(next.value);
    list.current?.querySelector(`[data-value="${CSS.escape(next.value)}"]`)?.scrollIntoView({ block: "nearest" });
  }

  function handleKey(event: KeyboardEvent) {
    const target = targetOfKey(event.key, activeIndex, shown.length);
    if (target !== null) {
      event.preventDefault();
      moveTo(target);
      return;
    }
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (active && !active.disabled) onChoose(active.value);
  }

  return (
    <>
      <div className="flex h-9 shrink-0 items-center gap-2 border-b px-3 has-focus-visible:border-accent has-focus-visible:shadow-[inset_0_-1px_0_var(--accent)]">
        <Search aria-hidden className="size-3.5 shrink-0 text-faint" />
        <input
          role="combobox"
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={active && optionId(id, active)}
          aria-autocomplete="list"
          aria-label={searchPlaceholder}
          placeholder={searchPlaceholder}
          value={search}
          onChange={(event) => {
            onSearch(event.target.value);
            setActiveValue(null);
            list.current?.scrollTo({ top: 0 });
          }}
          onKeyDown={handleKey}
          autoComplete="off"
          spellCheck={false}
          className="h-full min-w-0 flex-1 bg-transparent text-sm outline-none"
        />
      </div>
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label="Options"
        className="relative min-h-0 flex-1 overflow-y-auto overscroll-contain p-1"
      >
        {shown.length === 0 && <p className="px-2 py-6 text-center text-sm text-muted">{emptyText}</p>}
        {groups.map((group) => (
          <Group key={group.name} group={group} id={id}>
            {group.options.map((option) => (
              <Option
                key={option.value}
                option={option}
                id={optionId(id, option)}
                isActive={option === active}
                isChosen={option.value === value}
                onPoint={() => setActiveValue(option.value)}
                onChoose={() => onChoose(option.value)}
              />
            ))}
          </Group>
        ))}
      </div>
      <p role="status" className="sr-only">
        {shown.length} {shown.length === 1 ? "option" : "options"}
      </p>
    </>
  );
}

/** Where somebody went with the arrows or the mouse; before that, the first option that Enter can choose. */
function findActive(options: readonly ComboboxOption[], activeValue: string | null): number {
  const moved = options.findIndex((option) => option.value === activeValue);
  return moved === -1
    ? Math.max(
        0,
        options.findIndex((option) => !option.disabled),
      )
    : moved;
}

function targetOfKey(key: string, index: number, count: number): number | null {
  switch (key) {
    case "ArrowDown":
      return index === count - 1 ? 0 : index + 1;
    case "ArrowUp":
      return index === 0 ? count - 1 : index - 1;
    case "PageDown":
      return index + pageSize;
    case "PageUp":
      return index - pageSize;
    default:
      return null;
  }
}

function optionId(id: string, option: ComboboxOption): string {
  return `${id}-${encodeURIComponent(option.value)}`;
}

function Group({ group, id, children }: { group: ComboboxGroup; id: string; children: ReactNode }) {
  if (group.name === null) return children;
  const labelId = `${id}-group-${encodeURIComponent(group.name)}`;
  return (
    <fieldset aria-labelledby={labelId} className="min-w-0 not-first:mt-1">
      <div id={labelId} className="px-2 pt-1.5 pb-1 text-2xs font-medium text-faint">
        {group.name}
      </div>
      {children}
    </fieldset>
  );
}

interface OptionProps {
  option: ComboboxOption;
  id: string;
  isActive: boolean;
  isChosen: boolean;
  onPoint: () => void;
  onChoose: () => void;
}

function Option({ option, id, isActive, isChosen, onPoint, onChoose }: OptionProps) {
  return (
    <button
      type="button"
      id={id}
      role="option"
      tabIndex={-1}
      data-value={option.value}
      aria-selected={isChosen}
      aria-disabled={option.disabled}
      onPointerMove={isActive ? undefined : onPoint}
      onClick={option.disabled ? undefined : onChoose}
      onMouseDown={keepFocus}
      className={cn(
        "flex min-h-8 w-full text-left items-center gap-2 rounded-md px-2 py-1 text-sm outline-none [contain-intrinsic-size:auto_1.5rem] [content-visibility:auto]",
        isActive && "bg-hover",
        option.disabled && "text-faint aria-disabled:cursor-not-allowed",
      )}
    >
      {option.icon && <span className="shrink-0 text-faint [&_svg]:size-4">{option.icon}</span>}
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <span className="truncate">{option.label}</span>
          {/* The name of its group stands above it already. */}
          {option.hint && option.hint !== option.group && (
            <span className="min-w-0 shrink-9999 truncate text-xs text-faint">{option.hint}</span>
          )}
        </span>
        {option.disabled && option.reason && <span className="block text-xs text-muted">{option.reason}</span>}
      </span>
      {option.sample && <span className="max-w-2/5 shrink-0 truncate text-xs text-faint">{option.sample}</span>}
      {isChosen && <Check aria-hidden className="size-3.5 shrink-0 text-accent-text" />}
    </button>
  );
}

/** Brings the chosen option of the list in `place` into view, without moving the page. */
export function showChosen(place: HTMLElement): void {
  const list = place.querySelector("[role=listbox]");
  const chosen = list?.querySelector("[aria-selected=true]");
  if (list && chosen instanceof HTMLElement) list.scrollTop = chosen.offsetTop - list.clientHeight / 2;
}

/** The focus belongs in the search field, also when an option that can't be chosen is pressed. */
function keepFocus(event: MouseEvent) {
  event.preventDefault();
}
