"use client";

import { Switch as Primitive } from "radix-ui";
import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "./cn";

interface SwitchProps extends ComponentProps<typeof Primitive.Root> {
  /** Without a label, pass `aria-label`. */
  label?: ReactNode | undefined;
  hint?: ReactNode | undefined;
}

export function Switch({ label, hint, id, className, ...props }: SwitchProps) {
  const ownId = useId();
  const switchId = id ?? ownId;
  const control = (
    <Primitive.Root
      {...props}
      id={switchId}
      aria-describedby={hint ? `${switchId}-hint` : props["aria-describedby"]}
      className={cn(
        "inline-flex h-4.5 w-8 shrink-0 items-center rounded-full border border-transparent bg-faint/70 p-px transition-colors disabled:opacity-50 data-[state=checked]:bg-accent",
        className,
      )}
    >
      <Primitive.Thumb className="block size-3.5 rounded-full bg-surface shadow-card transition-transform data-[state=checked]:translate-x-3.5 data-[state=checked]:bg-on-accent" />
    </Primitive.Root>
  );
  if (!label) return control;
  return (
    <div className="flex items-start gap-2.5">
      <span className="flex h-5 items-center">{control}</span>
      <div className="min-w-0">
        <label htmlFor={switchId} className="text-sm font-medium text-ink">
          {label}
        </label>
        {hint && (
          <p id={`${switchId}-hint`} className="text-xs text-muted">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
