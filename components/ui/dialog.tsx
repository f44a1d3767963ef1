"use client";

import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { Button } from "./button";
import { cn } from "./cn";

export const Dialog = Primitive.Root;
/** Around a Button, with `asChild`. */
export const DialogTrigger = Primitive.Trigger;
/** Around a Button, with `asChild`. */
export const DialogClose = Primitive.Close;

export const overlayStyles = "fixed inset-0 z-40 animate-appear bg-overlay";

interface DialogContentProps {
  title: ReactNode;
  description?: ReactNode | undefined;
  /** The buttons, the one that does it last. */
  footer?: ReactNode | undefined;
  size?: "sm" | "md" | "lg" | "xl" | undefined;
  children?: ReactNode | undefined;
}

const widths = { sm: "max-w-sm", md: "max-w-lg", lg: "max-w-2xl", xl: "max-w-4xl" } as const;

export function DialogContent({ title, description, footer, size = "md", children }: DialogContentProps) {
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={overlayStyles} />
      <Primitive.Content
        {...(description ? {} : { "aria-describedby": undefined })}
        className={cn(
          "fixed inset-x-3 top-[max(0.75rem,10dvh)] z-40 mx-auto flex max-h-[calc(100dvh-max(1.5rem,14dvh))] animate-rise flex-col rounded-lg border bg-raised shadow-modal focus:outline-none",
          widths[size],
        )}
      >
        <DialogHeader title={title} description={description} className="pt-4 pb-3" />
        {children && <div className="min-h-0 flex-1 overflow-y-auto px-5 pt-1 pb-5">{children}</div>}
        {footer && <div className="flex flex-wrap justify-end gap-2 border-t px-5 py-3">{footer}</div>}
      </Primitive.Content>
    </Primitive.Portal>
  );
}

interface DialogHeaderProps {
  title: ReactNode;
  description: ReactNode | undefined;
  className: string;
}

/** The title and the cross of dialogs and drawers. */
export function DialogHeader({ title, description, className }: DialogHeaderProps) {
  return (
    <div className={cn("flex items-start gap-3 px-5", className)}>
      <div className="min-w-0 flex-1 wrap-anywhere">
        <Primitive.Title className="text-lg font-semibold">{title}</Primitive.Title>
        {description && <Primitive.Description className="text-sm text-muted">{description}</Primitive.Description>}
      </div>
      <Primitive.Close asChild>
        <Button variant="ghost" size="icon-sm" aria-label="Close" className="-mt-0.5 -mr-1.5">
          <X aria-hidden />
        </Button>
      </Primitive.Close>
    </div>
  );
}
