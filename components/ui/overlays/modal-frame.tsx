import { Dialog as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "../cn";
import { DialogHeader } from "./dialog-header";
import { focusFirst } from "./first-focus";
import type { Opened } from "./opened";
import { overlayStyles } from "./overlay-styles";
import { returnFocus } from "./return-focus";

interface ModalFrameProps extends Opened {
  title: ReactNode;
  description: ReactNode | undefined;
  footer: ReactNode | undefined;
  className: string;
  headerClassName: string;
  /** What stands between header and footer. */
  children: ReactNode;
}

/** What dialogs and drawers have in common: they lie above the page, which waits, and give the focus back. */
export function ModalFrame(props: ModalFrameProps) {
  const { title, description, footer, className, headerClassName, children, opened } = props;
  return (
    <Primitive.Root open onOpenChange={opened.change}>
      <Primitive.Portal>
        <Primitive.Overlay className={overlayStyles} />
        <Primitive.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          onOpenAutoFocus={focusFirst}
          onCloseAutoFocus={returnFocus(opened)}
          className={cn("fixed z-40 flex flex-col bg-raised shadow-modal focus:outline-none", className)}
        >
          <DialogHeader title={title} description={description} className={headerClassName} />
          {children}
          {footer && (
            <div data-foot className="flex flex-wrap justify-end gap-2 border-t px-5 py-3">
              {footer}
            </div>
          )}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
