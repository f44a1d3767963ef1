"use client";

import { Slot } from "radix-ui";
import { type ReactElement, type ReactNode, useRef, useState } from "react";
import { describeFailure } from "@/components/forms/describe-failure";
import { Button } from "./button";
import { Callout } from "./callout";
import { Field } from "./field";
import { Input } from "./input";
import type { AlertFrame } from "./overlays/alert-frame";
import type { Opened } from "./overlays/opened";
import { useAsker } from "./overlays/use-asker";
import { reaching, useOverlays } from "./overlays/use-overlays";

interface ConfirmDialogProps {
  /** The button that asks. Leave it out and steer with `open` where a menu item asks. */
  trigger?: ReactElement | undefined;
  open?: boolean | undefined;
  onOpenChange?: ((isOpen: boolean) => void) | undefined;
  title: string;
  /** What will happen, and what can't be undone. */
  description: ReactNode;
  /** The verb: "Archive 12 records", never "OK". */
  confirmLabel: string;
  /** What leaves all as it is, where "Cancel" could be read as the other answer. */
  cancelLabel?: string | undefined;
  tone?: "primary" | "danger" | undefined;
  /** The dialog stays open until the promise settles; what it throws is shown in it. */
  onConfirm: () => void | Promise<void>;
  /** Has to be typed first, for what would hurt. */
  typeToConfirm?: string | undefined;
}

export function ConfirmDialog({ trigger, open, onOpenChange, ...question }: ConfirmDialogProps) {
  const [isOpenInside, setIsOpenInside] = useState(false);
  const isOpen = open ?? isOpenInside;

  function change(next: boolean) {
    setIsOpenInside(next);
    onOpenChange?.(next);
  }

  const button = useRef<HTMLElement>(null);
  const asker = useAsker(isOpen, button);
  const overlays = useOverlays(isOpen, () => change(false));

  return (
    <>
      {trigger && (
        <Slot.Root
          {...reaching}
          ref={button}
          aria-haspopup="dialog"
          aria-expanded={isOpen}
          onClick={() => change(true)}
        >
          {trigger}
        </Slot.Root>
      )}
      {overlays && <Question {...question} Frame={overlays.AlertFrame} opened={{ change, asker }} />}
    </>
  );
}

interface QuestionProps extends Omit<ConfirmDialogProps, "trigger" | "open" | "onOpenChange">, Opened {
  Frame: typeof AlertFrame;
}

/** Mounted with each opening, so that an earlier try leaves nothing behind. */
function Question({
  Frame,
  title,
  description,
  confirmLabel,
  cancelLabel = "Cancel",
  tone = "primary",
  onConfirm,
  typeToConfirm,
  opened,
}: QuestionProps) {
  const [typed, setTyped] = useState("");
  const [isPending, setIsPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function confirm() {
    setIsPending(true);
    setProblem(null);
    try {
      await onConfirm();
      opened.change(false);
    } catch (error) {
      setProblem(error instanceof Error ? describeFailure(error) : "It didn't work. Try again.");
    } finally {
      setIsPending(false);
    }
  }

  return (
    <Frame
      title={title}
      description={description}
      opened={opened}
      onConfirm={() => void confirm()}
      cancel={<Button disabled={isPending}>{cancelLabel}</Button>}
      confirm={
        <Button
          type="submit"
          variant={tone}
          pending={isPending}
          disabled={typeToConfirm !== undefined && typed.trim() !== typeToConfirm}
        >
          {confirmLabel}
        </Button>
      }
    >
      {typeToConfirm !== undefined && (
        <Field label={`Type ${typeToConfirm} to go on`}>
          <Input value={typed} onChange={(event) => setTyped(event.target.value)} autoComplete="off" />
        </Field>
      )}
      {problem && (
        <Callout tone="danger" isAnnounced>
          {problem}
        </Callout>
      )}
    </Frame>
  );
}
