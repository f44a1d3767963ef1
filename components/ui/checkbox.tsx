"use client";

import { Check, Minus } from "lucide-react";
import { Checkbox as Primitive } from "radix-ui";
import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "./cn";

interface CheckboxProps extends ComponentProps<typeof Primitive.Root> {
  /** Without a label, pass `aria-label`. */
  label?: ReactNode | undefined;
  hint?: ReactNode | undefined;
}

/** `checked="indeterminate"` is the third state, for "some of them". */
export function Checkbox({ label, hint, id, className, ...props }: CheckboxProps) {
  const ownId = useId();
  const boxId = id ?? ownId;
  const box = (
    <Primitive.Root
      {...props}
      id={boxId}
      aria-describedby={hint ? `${boxId}-hint` : props["aria-describedby"]}
      className={cn(
        "group grid size-4 shrink-0 place-items-center rounded-sm border border-line-strong bg-surface text-on-accent shadow-card hover:border-faint disabled:opacity-50 data-[state=checked]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:border-accent data-[state=indeterminate]:bg-accent",
        className,
      )}
    >
      <Primitive.Indicator>
        <Check aria-hidden strokeWidth={3} className="size-3 group-data-[state=indeterminate]:hidden" />
        <Minus aria-hidden strokeWidth={3} className="hidden size-3 group-data-[state=indeterminate]:block" />
      </Primitive.Indicator>
    </Primitive.Root>
  );
  if (!label) return box;
  return (
    <div className="flex items-start gap-2">
      <span className="flex h-5 items-center">{box}</span>
      <div className="min-w-0">
        <label htmlFor={boxId} className={cn("text-sm text-ink", props.disabled && "text-faint")}>
          {label}
        </label>
        {hint && (
          <p id={`${boxId}-hint`} className="text-xs text-muted">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
