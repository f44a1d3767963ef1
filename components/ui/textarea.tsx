import type { ComponentProps } from "react";
import { cn } from "./cn";
import { controlStyles } from "./input";

export function Textarea({ className, rows = 4, ...props }: ComponentProps<"textarea">) {
  return (
    <textarea
      {...props}
      rows={rows}
      className={cn(controlStyles, "block min-h-16 px-2.5 py-1.5 read-only:bg-sunken", className)}
    />
  );
}
