"use client";

import { Dialog as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { CloseButton, overlayStyles } from "./dialog";

export const Drawer = Primitive.Root;
/** Around a Button, with `asChild`. */
export const DrawerTrigger = Primitive.Trigger;
/** Around a Button, with `asChild`. */
export const DrawerClose = Primitive.Close;

interface DrawerContentProps {
  title: ReactNode;
  description?: ReactNode | undefined;
  /** Stands still at the bottom while the content scrolls. */
  footer?: ReactNode | undefined;
  size?: "md" | "lg" | undefined;
  children: ReactNode;
}

const widths = { md: "max-w-md", lg: "max-w-2xl" } as const;

/** Details beside the list that they come from; the whole width on a phone. */
export function DrawerContent({ title, description, footer, size = "md", children }: DrawerContentProps) {
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={overlayStyles} />
      <Primitive.Content
        {...(description ? {} : { "aria-describedby": undefined })}
        className={cn(
          "fixed inset-y-0 right-0 z-40 flex w-full animate-slide-in flex-col border-l bg-raised shadow-modal focus:outline-none",
          widths[size],
        )}
      >
        <div className="flex items-start gap-3 border-b px-5 py-3.5">
          <div className="min-w-0 flex-1">
            <Primitive.Title className="text-base font-semibold wrap-anywhere">{title}</Primitive.Title>
            {description && <Primitive.Description className="text-sm text-muted">{description}</Primitive.Description>}
          </div>
          <CloseButton />
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
        {footer && <div className="flex flex-wrap justify-end gap-2 border-t px-5 py-3">{footer}</div>}
      </Primitive.Content>
    </Primitive.Portal>
  );
}
