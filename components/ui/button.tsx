import { Slot } from "radix-ui";
import type { ComponentProps, MouseEvent } from "react";
import { type ButtonSize, type ButtonVariant, buttonStyles } from "./button-styles";
import { cn } from "./cn";
import { Spinner } from "./spinner";

export interface ButtonProps extends ComponentProps<"button"> {
  variant?: ButtonVariant | undefined;
  size?: ButtonSize | undefined;
  /** Shows a spinner in place of the label, at the same width, and swallows clicks while keeping the focus. */
  pending?: boolean | undefined;
  /** Hands the look to the only child (a link, a trigger). `pending` has no effect then. */
  asChild?: boolean | undefined;
}

export function Button({ variant, size, pending, asChild, className, children, ...props }: ButtonProps) {
  const classes = cn(buttonStyles({ variant, size }), className);

  if (asChild) {
    return (
      <Slot.Root {...props} className={classes}>
        {children}
      </Slot.Root>
    );
  }
  if (pending) {
    return (
      <button type="button" {...props} className={classes} aria-disabled aria-busy onClick={swallow}>
        <span className="inline-flex items-center gap-1.5 opacity-0">{children}</span>
        <Spinner className="absolute" />
      </button>
    );
  }
  return (
    <button type="button" {...props} className={classes}>
      {children}
    </button>
  );
}

/** Stops the click of a submit button, too, which is also what Enter in a field of its form turns into. */
function swallow(event: MouseEvent) {
  event.preventDefault();
}
