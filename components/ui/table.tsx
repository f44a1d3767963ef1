import type { ComponentProps } from "react";
import { cn } from "./cn";
import { ScrollRegion } from "./scroll-region";

interface TableProps extends ComponentProps<"table"> {
  /** What the table holds, for screen readers. */
  label: string;
  /** Without a border of its own, for a table that fills a card. */
  isFlush?: boolean | undefined;
  /** Classes of the scrolling box, where the height of the window is not the right limit. */
  boxClassName?: string | undefined;
}

/**
 * Dense rows in a box that scrolls by itself, sideways on narrow screens and never taller than the window, so that the
 * header stays in sight.
 */
export function Table({ label, isFlush, boxClassName, className, ...props }: TableProps) {
  return (
    <ScrollRegion
      label={label}
      className={cn(
        "relative weak:max-h-[calc(100dvh-6rem)] min-h-0 overflow-auto overscroll-x-contain focus-visible:-outline-offset-2",
        isFlush ? "rounded-b-lg" : "rounded-lg border bg-surface weak:shadow-card",
        boxClassName,
      )}
    >
      <table {...props} className={cn("w-full border-separate border-spacing-0 text-left weak:text-sm", className)} />
    </ScrollRegion>
  );
}

export function THead({ className, ...props }: ComponentProps<"thead">) {
  return <thead {...props} className={cn("sticky top-0 z-10", className)} />;
}

export function TBody({ className, ...props }: ComponentProps<"tbody">) {
  return <tbody {...props} className={cn("[&>tr:last-child>*]:border-b-0", className)} />;
}

export function TR({ className, ...props }: ComponentProps<"tr">) {
  return <tr {...props} className={cn("group/row", className)} />;
}

interface CellLook {
  /** Right-aligned, digits of one width. */
  isNumeric?: boolean | undefined;
}

export function TH({ isNumeric, className, ...props }: ComponentProps<"th"> & CellLook) {
  return (
    <th
      scope="col"
      {...props}
      className={cn(
        "h-8 border-b bg-sunken px-3 text-xs font-medium whitespace-nowrap text-muted first:pl-4 last:pr-4",
        isNumeric && "weak:text-right",
        className,
      )}
    />
  );
}

export function TD({ isNumeric, className, ...props }: ComponentProps<"td"> & CellLook) {
  return (
    <td
      {...props}
      className={cn(
        "h-9 border-b py-1.5 weak:px-3 weak:align-middle group-hover/row:bg-hover/45 first:pl-4 last:pr-4",
        isNumeric && "text-right tabular-nums",
        className,
      )}
    />
  );
}
