import { AlertDialog } from "radix-ui";
import type { ReactNode } from "react";
import { focusFirst } from "./first-focus";
import type { Opened } from "./opened";
import { overlayStyles } from "./overlay-styles";
import { returnFocus } from "./return-focus";

interface AlertFrameProps extends Opened {
  title: string;
  description: ReactNode;
  /** Below what is asked: what has to be typed, what went wrong. */
  children: ReactNode;
  cancel: ReactNode;
  confirm: ReactNode;
  onConfirm: () => void;
}

/** A question that nothing but an answer closes, not even a click beside it. */
export function AlertFrame({ title, description, children, cancel, confirm, onConfirm, opened }: AlertFrameProps) {
  return (
    <AlertDialog.Root open onOpenChange={opened.change}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className={overlayStyles} />
        <AlertDialog.Content
          onOpenAutoFocus={focusFirst}
          onCloseAutoFocus={returnFocus(opened)}
          className="fixed inset-x-3 top-[18dvh] z-40 mx-auto max-w-md animate-rise rounded-lg border bg-raised shadow-modal focus:outline-none"
        >
          <form
            onSubmit={(event) => {
              event.preventDefault();
              onConfirm();
            }}
          >
            <div className="flex flex-col gap-3 px-5 pt-4 pb-5">
              <div>
                <AlertDialog.Title className="text-lg font-semibold">{title}</AlertDialog.Title>
                <AlertDialog.Description asChild>
                  <div className="mt-1 text-sm text-muted">{description}</div>
                </AlertDialog.Description>
              </div>
              {children}
            </div>
            <div data-foot className="flex justify-end gap-2 border-t px-5 py-3">
              <AlertDialog.Cancel asChild>{cancel}</AlertDialog.Cancel>
              {confirm}
            </div>
          </form>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
