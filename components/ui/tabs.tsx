"use client";

import { Tabs as Primitive } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

/** Around a TabList and its TabPanels. The arrow keys go from tab to tab, and Tab from there into the panel. */
export const Tabs = Primitive.Root;

interface TabListProps extends Omit<ComponentProps<typeof Primitive.List>, "aria-label" | "onMouseDown"> {
  /** What is chosen between. */
  label: string;
}

export function TabList({ label, className, ...props }: TabListProps) {
  return (
    <Primitive.List
      {...props}
      aria-label={label}
      // The pressed tab has taken the focus by now. Told of the press as well, the list would keep the next Tab key to
      // itself, where no focus is seen.
      onMouseDown={(event) => event.preventDefault()}
      className={cn("flex shrink-0 gap-1 border-b px-1", className)}
    />
  );
}

interface TabProps extends ComponentProps<typeof Primitive.Trigger> {
  icon?: ReactNode | undefined;
}

export function Tab({ icon, className, children, ...props }: TabProps) {
  return (
    <Primitive.Trigger
      {...props}
      className={cn(
        "-mb-px flex h-9 items-center gap-1.5 border-b-2 border-transparent px-2 text-sm text-muted hover:text-ink focus-visible:-outline-offset-2 data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink [&_svg]:size-4 [&_svg]:text-faint",
        className,
      )}
    >
      {icon}
      {children}
    </Primitive.Trigger>
  );
}

/** A stop of the Tab key by itself; one that begins with a field doesn't need that: `tabIndex={-1}`. */
export const TabPanel = Primitive.Content;
