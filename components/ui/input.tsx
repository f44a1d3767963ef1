import type { ComponentProps } from "react";
import { cn } from "./cn";

/** What every text-like control looks like; shared by Input, Textarea, Select and Combobox. */
export const controlStyles =
  "rounded-md border border-line-strong bg-surface text-ink weak:w-full weak:text-sm shadow-card transition-colors duration-100 hover:border-faint/70 focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0 disabled:cursor-not-allowed disabled:bg-sunken disabled:text-faint disabled:shadow-none disabled:hover:border-line-strong aria-invalid:border-danger";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return <input {...props} className={cn(controlStyles, "h-8 px-2.5 read-only:bg-sunken", className)} />;
}
