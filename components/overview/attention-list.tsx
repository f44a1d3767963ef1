import { ChevronRight, CircleCheck, TriangleAlert } from "lucide-react";
import Link from "next/link";
import type { OverviewView } from "@/lib/api/runs";
import { OverviewSection } from "./overview-section";

/** What doesn't go on without a person, the most urgent first. */
export function AttentionList({ items }: { items: OverviewView["attention"] }) {
  return (
    <OverviewSection title="Needs you">
      {items.length === 0 ? (
        <p className="flex items-center gap-2 rounded-lg border bg-surface px-4 py-3 text-sm text-muted shadow-card">
          <CircleCheck aria-hidden className="size-4 text-success" />
          Nothing waits for you.
        </p>
      ) : (
        <ul className="flex flex-col divide-y overflow-hidden rounded-lg border bg-surface shadow-card">
          {items.map((item) => (
            <li key={item.id}>
              <Link
                href={item.href}
                className="flex items-start gap-3 px-4 py-2.5 hover:bg-hover/60 focus-visible:-outline-offset-2"
              >
                <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
                <span className="min-w-0 flex-1 wrap-anywhere">
                  <span className="block font-medium">{item.title}</span>
                  {item.detail && <span className="block max-w-prose text-muted">{item.detail}</span>}
                </span>
                <ChevronRight aria-hidden className="mt-0.5 size-4 shrink-0 text-faint" />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </OverviewSection>
  );
}
