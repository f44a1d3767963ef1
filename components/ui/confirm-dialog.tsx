"use client";

import { AlertDialog } from "radix-ui";
import { type ReactElement, type ReactNode, useState } from "react";
import { describeFailure } from "@/components/forms/describe-failure";
import { Button } from "./button";
import { Callout } from "./callout";
import { overlayStyles } from "./dialog";
import { Field } from "./field";
import { Input } from "./input";

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

  return (
    <AlertDialog.Root open={isOpen} onOpenChange={change}>
      {trigger && <AlertDialog.Trigger asChild>{trigger}</AlertDialog.Trigger>}
      <AlertDialog.Portal>
        <AlertDialog.Overlay className={overlayStyles} />
        <AlertDialog.Content className="fixed inset-x-3 top-[18dvh] z-40 mx-auto max-w-md animate-rise rounded-lg border bg-raised shadow-modal focus:outline-none">
          <Question {...question} close={() => change(false)} />
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}

interface QuestionProps extends Omit<ConfirmDialogProps, "trigger" | "open" | "onOpenChange"> {
  close: () => void;
}

/** Mounted with each opening, so that an earlier try leaves nothing behind. */
function Question({
  title,
  description,
  confirmLabel,
  tone = "primary",
  onConfirm,
  typeToConfirm,
  close,
}: QuestionProps) {
  const [typed, setTyped] = useState("");
  const [isPending, setIsPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function confirm() {
    setIsPending(true);
    setProblem(null);
    try {
      await onConfirm();
      close();
    } catch (error) {
      setProblem(error instanceof Error ? describeFailure(error) : "It didn't work. Try again.");
    } finally {
      setIsPending(false);
    }
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void confirm();
      }}
    >
      <div className="flex flex-col gap-3 px-5 pt-4 pb-5">
        <div>
          <AlertDialog.Title className="text-lg font-semibold">{title}</AlertDialog.Title>
          <AlertDialog.Description asChild>
            <div className="mt-1 text-sm text-muted">{description}</div>
          </AlertDialog.Description>
        </div>
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
      </div>
      <div className="flex justify-end gap-2 border-t px-5 py-3">
        <AlertDialog.Cancel asChild>
          <Button disabled={isPending}>Cancel</Button>
        </AlertDialog.Cancel>
        <Button
          type="submit"
          variant={tone}
          pending={isPending}
          disabled={typeToConfirm !== undefined && typed.trim() !== typeToConfirm}
        >
          {confirmLabel}
        </Button>
      </div>
    </form>
  );
}
