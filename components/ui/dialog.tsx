"use client";

import { Slot } from "radix-ui";
import { createContext, type ReactElement, type ReactNode, type RefObject, use, useRef, useState } from "react";
import type { DialogContentProps } from "./overlays/dialog-frame";
import { useAsker } from "./overlays/use-asker";
import { reaching, useOverlays } from "./overlays/use-overlays";

interface DialogState {
  readonly isOpen: boolean;
  readonly change: (isOpen: boolean) => void;
  readonly trigger: RefObject<HTMLButtonElement | null>;
  readonly asker: () => HTMLElement | null;
}

const DialogContext = createContext<DialogState | null>(null);

interface DialogProps {
  /** Left out where its trigger alone opens it. */
  open?: boolean | undefined;
  onOpenChange?: ((isOpen: boolean) => void) | undefined;
  children: ReactNode;
}

/** A question or a form above the page. Its frame is loaded when it first opens. */
export function Dialog({ open, onOpenChange, children }: DialogProps) {
  const [isOpenInside, setIsOpenInside] = useState(false);
  const isOpen = open ?? isOpenInside;
  const trigger = useRef<HTMLButtonElement>(null);
  const asker = useAsker(isOpen, trigger);
  function change(next: boolean) {
    setIsOpenInside(next);
    onOpenChange?.(next);
  }
  return <DialogContext value={{ isOpen, change, trigger, asker }}>{children}</DialogContext>;
}

/** Around the Button that opens it. */
export function DialogTrigger({ children }: { children: ReactElement }) {
  const { isOpen, change, trigger } = useDialog();
  return (
    <Slot.Root {...reaching} ref={trigger} aria-haspopup="dialog" aria-expanded={isOpen} onClick={() => change(true)}>
      {children}
    </Slot.Root>
  );
}

/** Around a Button in it that closes it. */
export function DialogClose({ children }: { children: ReactElement }) {
  const { change } = useDialog();
  return <Slot.Root onClick={() => change(false)}>{children}</Slot.Root>;
}

export function DialogContent(props: DialogContentProps) {
  const { isOpen, change, asker } = useDialog();
  const overlays = useOverlays(isOpen, () => change(false));
  return overlays && <overlays.DialogFrame {...props} opened={{ change, asker }} />;
}

/** For what is laid out otherwise than DialogContent. */
export function useDialog(): DialogState {
  const state = use(DialogContext);
  if (!state) throw new Error("A part of a dialog stands outside of one.");
  return state;
}
