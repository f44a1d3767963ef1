import Link from "next/link";
import type { ReactNode } from "react";
import type { Tone } from "./badge";
import { cn } from "./cn";
import { toneTexts } from "./status-badge";

interface StatProps {
  label: ReactNode;
  value: ReactNode;
  /** A line below: what it is compared with, what it is a share of. */
  hint?: ReactNode | undefined;
  tone?: Tone | undefined;
  /** Where the rows behind the number are. */
  href?: string | undefined;
  className?: string | undefined;
}

export function Stat({ label, value, hint, tone = "neutral", href, className }: StatProps) {
  const content = (
    <>
      <span className="block truncate text-xs text-muted">{label}</span>
      <span
        data-numeric
        className={cn(
          "block text-xl font-semibold tracking-tight",
          toneTexts[tone],
          href && "underline decoration-transparent underline-offset-4 group-hover/stat:decoration-current",
        )}
      >
        {value}
      </span>
      {hint && <span className="block text-xs text-faint">{hint}</span>}
    </>
  );
  if (!href) return <div className={cn("weak:min-w-0", className)}>{content}</div>;
  return (
    <Link href={href} className={cn("group/stat block rounded-md weak:min-w-0", className)}>
      {content}
    </Link>
  );
}

/** Stats side by side in one card, hairlines between them. */
export function StatRow({ className, children }: { className?: string | undefined; children: ReactNode }) {
  return (
    <div
      className={cn(
        "grid grid-cols-2 gap-px overflow-hidden rounded-lg border bg-line shadow-card sm:grid-flow-col sm:auto-cols-fr sm:grid-cols-none max-sm:[&>*:last-child:nth-child(odd)]:col-span-2 [&>*]:rounded-none [&>*]:bg-surface [&>*]:px-4 [&>*]:py-3",
        className,
      )}
    >
      {children}
    </div>
  );
}
