import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

export function Card({ className, ...props }: ComponentProps<"section">) {
  return <section {...props} className={cn("min-w-0 rounded-lg border weak:bg-surface weak:shadow-card", className)} />;
}

interface CardHeaderProps extends ComponentProps<"div"> {
  actions?: ReactNode | undefined;
}

export function CardHeader({ actions, className, children, ...props }: CardHeaderProps) {
  return (
    <div
      {...props}
      className={cn(
        "flex min-h-11 flex-wrap items-center justify-between gap-x-3 gap-y-1.5 border-b px-4 py-2",
        className,
      )}
    >
      <div className="min-w-0">{children}</div>
      {actions && <div className="flex items-center gap-2">{actions}</div>}
    </div>
  );
}

export function CardTitle({ className, ...props }: ComponentProps<"h2">) {
  return <h2 {...props} className={cn("text-sm font-semibold wrap-anywhere text-ink", className)} />;
}

export function CardDescription({ className, ...props }: ComponentProps<"p">) {
  return <p {...props} className={cn("text-xs text-muted", className)} />;
}

export function CardBody({ className, ...props }: ComponentProps<"div">) {
  return <div {...props} className={cn("p-4", className)} />;
}

export function CardFooter({ className, ...props }: ComponentProps<"div">) {
  return (
    <div {...props} className={cn("flex flex-wrap items-center justify-end gap-2 border-t px-4 py-2.5", className)} />
  );
}
