import { cva } from "class-variance-authority";
import type { ReactNode } from "react";
import { cn } from "./cn";

export type Tone = "neutral" | "info" | "success" | "warning" | "danger" | "muted" | "accent";

const badgeStyles = cva(
  "inline-flex h-5 align-middle max-w-full shrink-0 items-center gap-1 rounded-sm border px-1.5 text-2xs font-medium whitespace-nowrap",
  {
    variants: {
      tone: {
        neutral: "border-line bg-sunken text-ink",
        muted: "border-dashed border-line-strong text-muted",
        accent: "border-accent-line bg-accent-soft text-accent-text",
        info: "border-info-line bg-info-soft text-info",
        success: "border-success-line bg-success-soft text-success",
        warning: "border-warning-line bg-warning-soft text-warning",
        danger: "border-danger-line bg-danger-soft text-danger",
      } satisfies Record<Tone, string>,
    },
  },
);

interface BadgeProps {
  tone?: Tone | undefined;
  className?: string | undefined;
  children: ReactNode;
}

/** A small tag: a trigger, a kind, a role. For how something is doing, StatusBadge. */
export function Badge({ tone = "neutral", className, children }: BadgeProps) {
  return <span className={cn(badgeStyles({ tone }), className)}>{children}</span>;
}
