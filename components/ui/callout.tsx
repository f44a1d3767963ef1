import { cva } from "class-variance-authority";
import { CircleCheck, CircleX, Info, type LucideIcon, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { showCode } from "./backticked";
import { cn } from "./cn";

export type CalloutTone = "info" | "success" | "warning" | "danger";

const calloutStyles = cva("flex gap-2.5 rounded-md border px-3 py-2.5 text-sm text-ink", {
  variants: {
    tone: {
      info: "border-info-line bg-info-soft [&>svg]:text-info",
      success: "border-success-line bg-success-soft [&>svg]:text-success",
      warning: "border-warning-line bg-warning-soft [&>svg]:text-warning",
      danger: "border-danger-line bg-danger-soft [&>svg]:text-danger",
    } satisfies Record<CalloutTone, string>,
  },
});

const icons: Readonly<Record<CalloutTone, LucideIcon>> = {
  info: Info,
  success: CircleCheck,
  warning: TriangleAlert,
  danger: CircleX,
};

interface CalloutProps {
  tone?: CalloutTone | undefined;
  title?: ReactNode | undefined;
  children?: ReactNode | undefined;
  /** Buttons or links below the text. */
  action?: ReactNode | undefined;
  /** Says it aloud when it appears, for what answers something the person just did. */
  isAnnounced?: boolean | undefined;
  className?: string | undefined;
}

export function Callout({ tone = "info", title, children, action, isAnnounced, className }: CalloutProps) {
  const Icon = icons[tone];
  return (
    <div role={isAnnounced ? "alert" : undefined} className={cn(calloutStyles({ tone }), className)}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1 wrap-anywhere">
        {title && <p className="max-w-prose font-medium">{showCode(title)}</p>}
        {children && <div className={cn("max-w-prose", title && "text-muted")}>{showCode(children)}</div>}
        {action && <div className="mt-2 flex flex-wrap gap-2">{action}</div>}
      </div>
    </div>
  );
}
