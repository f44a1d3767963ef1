import type { ReactNode } from "react";

export interface ComboboxOption {
  readonly value: string;
  readonly label: string;
  /** In grey beside the label: an internal name, a type. Searched, too. */
  readonly hint?: string | undefined;
  /** In grey at the right end: a value that it stands for, how large it is. Not searched. */
  readonly sample?: string | undefined;
  /** Options of one group stand together, under its name, in the order of their first appearance. */
  readonly group?: string | undefined;
  readonly icon?: ReactNode | undefined;
  readonly disabled?: boolean | undefined;
  /** Why it can't be chosen. */
  readonly reason?: string | undefined;
}

export interface ComboboxGroup {
  readonly name: string | null;
  readonly options: readonly ComboboxOption[];
}

/**
 * The options that hold every word of the search, best first: a whole label or hint, then beginnings of words, then
 * the rest in their own order. Without a search, all of them.
 */
export function searchOptions(options: readonly ComboboxOption[], search: string): readonly ComboboxOption[] {
  const words = normalise(search).split(" ").filter(Boolean);
  if (words.length === 0) return options;
  return options
    .map((option) => ({ option, rank: rankOption(option, words) }))
    .filter(({ rank }) => rank !== null)
    .sort((a, b) => Number(a.rank) - Number(b.rank))
    .map(({ option }) => option);
}

/** The same options, grouped; read from top to bottom they are in the order that the arrow keys follow. */
export function groupOptions(options: readonly ComboboxOption[]): readonly ComboboxGroup[] {
  const groups = new Map<string | null, ComboboxOption[]>();
  for (const option of options) {
    const name = option.group ?? null;
    const group = groups.get(name);
    if (group) group.push(option);
    else groups.set(name, [option]);
  }
  return [...groups].map(([name, members]) => ({ name, options: members }));
}

/** 0 is best; null: some word isn't there at all. */
function rankOption({ label, hint = "" }: ComboboxOption, words: readonly string[]): number | null {
  const names = [normalise(label), normalise(hint)];
  if (!words.every((word) => names.some((name) => name.includes(word)))) return null;
  const search = words.join(" ");
  if (names.includes(search)) return 0;
  if (names.some((name) => name.startsWith(search))) return 1;
  if (words.every((word) => names.some((name) => ` ${name}`.includes(` ${word}`)))) return 2;
  return 3;
}

/** People leave accents out, and type a space where the internal name has `_`. */
function normalise(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase()
    .replace(/[\s_\-.]+/g, " ")
    .trim();
}
