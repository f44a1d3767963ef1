"use client";

import { useOptimistic, useTransition } from "react";
import { useGo } from "@/components/forms/use-go";
import { type RunFilter, writeRunFilter } from "@/lib/api/run-filter";

/** Puts a filter into the address, as a step of its own that the browser's back button takes back. */
export function useRunFilter(current: RunFilter): {
  /** What was chosen, shown before the list of it is there. */
  filter: RunFilter;
  isPending: boolean;
  change: (changes: Partial<RunFilter>) => void;
  clear: () => void;
} {
  const push = useGo();
  const [isPending, startTransition] = useTransition();
  const [filter, show] = useOptimistic(current);
  const go = (next: RunFilter) =>
    startTransition(() => {
      show(next);
      const search = writeRunFilter(next);
      push(search.size === 0 ? "/runs" : `/runs?${search}`, { scroll: false });
    });
  return { filter, isPending, change: (changes) => go({ ...filter, ...changes }), clear: () => go({}) };
}
