import { CircleAlert } from "lucide-react";
import { Slot } from "radix-ui";
import { type ReactElement, type ReactNode, useId } from "react";
import { showCode } from "./backticked";
import { cn } from "./cn";

interface FieldProps {
  label: ReactNode;
  hint?: ReactNode | undefined;
  error?: string | null | undefined;
  /** Adds "optional" beside the label. */
  isOptional?: boolean | undefined;
  /** The question mark that explains the label, beside it. */
  help?: ReactNode | undefined;
  /** A link or button at the label's right end. */
  action?: ReactNode | undefined;
  /** Only where the control needs a fixed id; otherwise one is made. */
  id?: string | undefined;
  className?: string | undefined;
  /** The one control (Input, Select, Textarea, Combobox): it is handed its id and the aria attributes. */
  children: ReactElement;
}

export function Field({ label, hint, error, isOptional, help, action, id, className, children }: FieldProps) {
  const ownId = useId();
  const controlId = id ?? ownId;
  const described = describedBy(controlId, hint, error);

  return (
    <div className={cn("flex min-w-0 flex-col gap-1.5", className)}>
      <div className="flex items-baseline justify-between gap-3">
        <span className="flex items-center gap-1">
          <label htmlFor={controlId} className="text-sm font-medium text-ink">
            {label}
            <Optional isOptional={isOptional} />
          </label>
          {help}
        </span>
        {action}
      </div>
      <Slot.Root id={controlId} aria-describedby={described} aria-invalid={error ? true : undefined}>
        {children}
      </Slot.Root>
      <FieldNotes id={controlId} hint={hint} error={error} />
    </div>
  );
}

interface FieldGroupProps extends Omit<FieldProps, "children" | "help" | "action" | "id"> {
  children: ReactNode;
}

/** Several controls under one question: radio cards, checkboxes. */
export function FieldGroup({ label, hint, error, isOptional, className, children }: FieldGroupProps) {
  const id = useId();
  return (
    <fieldset className={cn("min-w-0", className)} aria-describedby={describedBy(id, hint, error)}>
      <legend className="mb-1.5 text-sm font-medium text-ink">
        {label}
        <Optional isOptional={isOptional} />
      </legend>
      <div className="flex flex-col gap-1.5">
        {children}
        <FieldNotes id={id} hint={hint} error={error} />
      </div>
    </fieldset>
  );
}

function Optional({ isOptional }: { isOptional: boolean | undefined }) {
  if (!isOptional) return null;
  return <span className="font-normal text-faint"> optional</span>;
}

interface FieldNotesProps {
  id: string;
  hint: ReactNode | undefined;
  error: string | null | undefined;
}

function FieldNotes({ id, hint, error }: FieldNotesProps) {
  return (
    <>
      {hint && (
        <p id={`${id}-hint`} className="text-xs text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="flex items-start gap-1.5 text-xs text-danger">
          <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
          <span className="min-w-0">{showCode(error)}</span>
        </p>
      )}
    </>
  );
}

function describedBy(id: string, hint: ReactNode, error: string | null | undefined): string | undefined {
  return [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
}
