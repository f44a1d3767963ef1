import { Dialog as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "../cn";
import { DialogHeader } from "./dialog-header";
import type { Opened } from "./opened";
import { overlayStyles } from "./overlay-styles";
import { returnFocus } from "./return-focus";

export interface DrawerContentProps {
  title: ReactNode;
  description?: ReactNode | undefined;
  /** Stands still at the bottom while the content scrolls. */
  footer?: ReactNode | undefined;
  size?: "md" | "lg" | undefined;
  children: ReactNode;
}

const widths = { md: "max-w-md", lg: "max-w-2xl" } as const;

export function DrawerFrame({
  title,
  description,
  footer,
  size = "md",
  children,
  opened,
}: DrawerContentProps & Opened) {
  return (
    <Primitive.Root open onOpenChange={opened.change}>
      <Primitive.Portal>
        <Primitive.Overlay className={overlayStyles} />
        <Primitive.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          onCloseAutoFocus={returnFocus(opened)}
          className={cn(
            "fixed inset-y-0 right-0 z-40 flex w-full animate-slide-in flex-col border-l bg-raised shadow-modal focus:outline-none",
            widths[size],
          )}
        >
          <DialogHeader title={title} description={description} className="border-b py-3.5" />
          <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
          {footer && <div className="flex flex-wrap justify-end gap-2 border-t px-5 py-3">{footer}</div>}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
