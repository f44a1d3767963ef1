import { type FormEvent, type ReactNode, useId, useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import type { FixInput } from "@/lib/api/fixes";
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
  children?: ReactNode | undefined;
}

/** A button, and the small dialog behind it that makes a fix. */
export function FixDialog({ label, isBest, ...form }: FixDialogProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={setIsOpen}>
      <DialogTrigger asChild>
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
      <DialogClose asChild>
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
        {children}
        {problem && (
          <Callout tone="danger" isAnnounced>
            {problem.message}
          </Callout>
        )}
      </form>
    </DialogContent>
  );
}
