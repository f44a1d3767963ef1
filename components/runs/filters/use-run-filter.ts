"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { type RunFilter, writeRunFilter } from "@/lib/api/run-filter";

/** Puts a filter into the address, as a step of its own that the browser's back button takes back. */
export function useRunFilter(filter: RunFilter): {
  isPending: boolean;
  change: (changes: Partial<RunFilter>) => void;
  clear: () => void;
} {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const go = (next: RunFilter) =>
    startTransition(() => {
      const search = writeRunFilter(next);
      router.push(search.size === 0 ? "/runs" : `/runs?${search}`, { scroll: false });
    });
  return { isPending, change: (changes) => go({ ...filter, ...changes }), clear: () => go({}) };
}
