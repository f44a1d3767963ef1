import {
  Circle,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleX,
  Info,
  type LucideIcon,
  TriangleAlert,
} from "lucide-react";
import type { ReactNode } from "react";
import type { Tone } from "./badge";
import { cn } from "./cn";

interface StatusBadgeProps {
  tone: Tone;
  /** The word. A status is never told by colour alone. */
  children: ReactNode;
  /** Where the tone's own shape would leave two statuses looking alike. */
  icon?: LucideIcon | undefined;
  /** Breathes, for what is happening right now. */
  isLive?: boolean | undefined;
  className?: string | undefined;
}

export function StatusBadge({ tone, children, icon, isLive, className }: StatusBadgeProps) {
  const Icon = icon ?? toneIcons[tone];
  return (
    <span
      className={cn(
        "inline-flex items-center align-middle gap-1.5 text-sm whitespace-nowrap",
        toneTexts[tone],
        className,
      )}
    >
      <Icon aria-hidden className={cn("size-4 shrink-0", isLive && "animate-breathe")} />
      {children}
    </span>
  );
}

const toneIcons: Readonly<Record<Tone, LucideIcon>> = {
  neutral: Circle,
  muted: CircleDashed,
  accent: CircleDot,
  info: Info,
  success: CircleCheck,
  warning: TriangleAlert,
  danger: CircleX,
};

export const toneTexts: Readonly<Record<Tone, string>> = {
  neutral: "text-ink",
  muted: "text-muted",
  accent: "text-accent-text",
  info: "text-info",
  success: "text-success",
  warning: "text-warning",
  danger: "text-danger",
};
