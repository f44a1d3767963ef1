import { Dialog as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "../cn";
import { DialogHeader } from "./dialog-header";
import type { Opened } from "./opened";
import { overlayStyles } from "./overlay-styles";
import { returnFocus } from "./return-focus";

export interface DialogContentProps {
  title: ReactNode;
  description?: ReactNode | undefined;
  /** The buttons, the one that does it last. */
  footer?: ReactNode | undefined;
  size?: "sm" | "md" | "lg" | "xl" | undefined;
  children?: ReactNode | undefined;
}

const widths = { sm: "max-w-sm", md: "max-w-lg", lg: "max-w-2xl", xl: "max-w-4xl" } as const;

export function DialogFrame({
  title,
  description,
  footer,
  size = "md",
  children,
  opened,
}: DialogContentProps & Opened) {
  return (
    <Primitive.Root open onOpenChange={opened.change}>
      <Primitive.Portal>
        <Primitive.Overlay className={overlayStyles} />
        <Primitive.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          onCloseAutoFocus={returnFocus(opened)}
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
    </Primitive.Root>
  );
}
