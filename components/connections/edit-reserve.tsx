"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { setReserve } from "@/app/_server/actions/portals";
import { FormProblem } from "@/components/forms/form-problem";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioCards } from "@/components/ui/radio-cards";
import { toast } from "@/components/ui/toast";
import type { PortalView } from "@/lib/api/portals";
import { portalsQuery } from "@/lib/api/queries";
import { formatShare, readShare } from "./share";

/** How much of HubSpot's rate limit is left to the account's other apps. */
export function EditReserve({ portal }: { portal: PortalView }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={setIsOpen}>
      <DialogTrigger>
        <Button size="sm" variant="ghost" aria-label="Change what is left to other apps" className="-my-1">
          Change
        </Button>
      </DialogTrigger>
      {isOpen && <ReserveForm portal={portal} close={() => setIsOpen(false)} />}
    </Dialog>
  );
}

const kinds = [
  { value: "inherited", title: "As this instance has it", text: "HUBSPOT_RESERVE_SHARE decides for every portal." },
  { value: "own", title: "A share of its own", text: "For an account whose other apps need more, or less." },
] as const;

function ReserveForm({ portal, close }: { portal: PortalView; close: () => void }) {
  const formId = useId();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [kind, setKind] = useState<"inherited" | "own">(portal.isReserveInherited ? "inherited" : "own");
  const [percent, setPercent] = useState(String(Math.round(portal.reserveShare * 100)));
  const [error, setError] = useState<string | null>(null);
  const { run, isPending, problem } = useAction(setReserve, async () => {
    toast.success("The share is saved");
    close();
    await queryClient.invalidateQueries({ queryKey: portalsQuery().queryKey });
    router.refresh();
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    const share = kind === "inherited" ? null : readShare(percent);
    const isNoNumber = Number.isNaN(share);
    setError(isNoNumber ? "Write a whole number from 0 to 90." : null);
    if (!isNoNumber) run({ portalId: portal.id, reserveShare: share });
  }

  const footer = (
    <>
      <DialogClose>
        <Button>Cancel</Button>
      </DialogClose>
      <Button type="submit" form={formId} variant="primary" pending={isPending}>
        Save share
      </Button>
    </>
  );

  return (
    <DialogContent
      title={`What is left to other apps of ${portal.domain}`}
      description={`HubSpot counts the calls of 10 seconds. ${formatShare(portal.reserveShare)} of them are left alone now; a larger share makes runs slower and the account's other apps safer.`}
      footer={footer}
    >
      <form id={formId} noValidate onSubmit={submit} className="grid gap-4">
        <RadioCards label="Share" options={kinds} value={kind} onChange={setKind} />
        {kind === "own" && (
          <Field label="Per cent of the calls" hint="From 0 to 90." error={error ?? problem?.fields?.reserveShare}>
            <Input
              type="number"
              inputMode="numeric"
              min={0}
              max={90}
              step={1}
              value={percent}
              onChange={({ target }) => setPercent(target.value)}
              className="max-w-32"
            />
          </Field>
        )}
        <FormProblem problem={problem} fields={["reserveShare"]} />
      </form>
    </DialogContent>
  );
}
