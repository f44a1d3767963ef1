import { type FormEvent, type ReactNode, useId, useState } from "react";
import type { FieldErrors } from "@/components/forms/field-errors";
import { FormProblem } from "@/components/forms/form-problem";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import type { FixInput } from "@/lib/api/fixes";
import type { Problem } from "@/lib/api/problem";
import { type FixPlace, useFix } from "./use-fix";

interface FixDialogProps extends FixFormProps {
  /** On the button that opens it. */
  label: ReactNode;
  isBest: boolean;
}

interface FixFormProps {
  place: FixPlace;
  title: string;
  description: ReactNode;
  /** The verb on the button that makes it. */
  verb: string;
  /** What was filled in; null while something is missing, which the form then says. */
  readFix: () => FixInput | null;
  onMade: (message: string) => void;
  /** The fields that are filled in, handed what the server found wrong with which. */
  children?: ((errors: FieldErrors) => ReactNode) | undefined;
  /** Those of them that show it. */
  fields?: readonly string[] | undefined;
}

/** A button, and the small dialog behind it that makes a fix. */
export function FixDialog({ label, isBest, ...form }: FixDialogProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={setIsOpen}>
      <DialogTrigger>
        <Button size="sm" variant={isBest ? "primary" : "secondary"} className="max-w-full">
          {label}
        </Button>
      </DialogTrigger>
      {isOpen && <FixForm {...form} close={() => setIsOpen(false)} />}
    </Dialog>
  );
}

function FixForm({
  place,
  title,
  description,
  verb,
  readFix,
  onMade,
  children,
  fields = [],
  close,
}: FixFormProps & { close: () => void }) {
  const formId = useId();
  const { run, isPending, problem } = useFix(place, (message) => {
    toast.success(message);
    close();
    onMade(message);
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    const fix = readFix();
    if (fix !== null) run(fix);
  }

  const footer = (
    <>
      <DialogClose>
        <Button>Cancel</Button>
      </DialogClose>
      <Button type="submit" form={formId} variant="primary" pending={isPending}>
        {verb}
      </Button>
    </>
  );

  return (
    <DialogContent title={title} description={description} footer={footer}>
      <form id={formId} noValidate onSubmit={submit} className="grid gap-4">
        {children?.(pickErrors(fields, problem))}
        <FormProblem problem={problem} fields={fields.map(nameInFix)} />
      </form>
    </DialogContent>
  );
}

const nameInFix = (field: string) => `fix.${field}`;

function pickErrors(fields: readonly string[], problem: Problem | null): FieldErrors {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const error = problem?.fields?.[nameInFix(field)];
      return error ? [[field, error]] : [];
    }),
  );
}
