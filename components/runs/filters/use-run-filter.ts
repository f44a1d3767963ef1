"use client";

import { useOptimistic, useRef, useTransition } from "react";
import { useGo } from "@/components/forms/use-go";
import { type RunFilter, writeRunFilter } from "@/lib/api/run-filter";

/** Puts a filter into the address, as a step that the browser's back button takes back. */
export function useRunFilter(current: RunFilter): {
  /** What was chosen, shown before the list of it is there. */
  filter: RunFilter;
  isPending: boolean;
  /** With `isSameStep`, the step before becomes this one. */
  change: (changes: Partial<RunFilter>, isSameStep?: boolean) => void;
  clear: () => void;
} {
  const goTo = useGo();
  const [isPending, startTransition] = useTransition();
  const [filter, show] = useOptimistic(current);
  const lastReplaced = useRef(false);
  const go = (next: RunFilter, isSameStep = false) => {
    // The router drops a step that isn't there yet for the next one, which then takes its place.
    const replaces = isSameStep && (!isPending || lastReplaced.current);
    lastReplaced.current = replaces;
    startTransition(() => {
      show(next);
      const search = writeRunFilter(next);
      goTo(search.size === 0 ? "/runs" : `/runs?${search}`, { scroll: false, replaces });
    });
  };
  return {
    filter,
    isPending,
    change: (changes, isSameStep) => go({ ...filter, ...changes }, isSameStep),
    clear: () => go({}),
  };
}
