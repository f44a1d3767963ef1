import { TriangleAlert } from "lucide-react";
import type { UnreadFilter } from "@/lib/api/unread-filters";
import { showText } from "@/lib/engine/show-text";

/** That a list shows more than its address asks for, since a part of the address isn't known. */
export function UnreadFilters({ unread }: { unread: readonly UnreadFilter[] }) {
  if (unread.length === 0) return null;
  return (
    <p className="mb-4 flex max-w-prose items-start gap-1.5 text-sm text-muted">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
      <span className="min-w-0 wrap-anywhere">
        Not filtered by {unread.map(({ name, value }) => `${name} “${showText(value, 60)}”`).join(" and ")}: the address
        asks for what isn’t known here.
      </span>
    </p>
  );
}
