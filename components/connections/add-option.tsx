"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { addOption } from "@/app/_server/actions/portals";
import { FormProblem } from "@/components/forms/form-problem";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import type { PropertyView } from "@/lib/api/portals";
import { propertiesQuery } from "@/lib/api/queries";
import { OptionFields } from "./option-fields";

interface AddOptionProps {
  portalId: string;
  objectTypeId: string;
  property: Pick<PropertyView, "name" | "label">;
  /** What was refused. */
  value: string;
}

/** Adds a refused value to the options of a property in HubSpot, so that rows that bring it are accepted. */
export function AddOption(props: AddOptionProps) {
  const [isOpen, setIsOpen] = useState(false);
  // A long value is known by its beginning alone, and half of it is no option that a row would bring.
  if (props.value.endsWith("…")) return null;
  return (
    <Dialog open={isOpen} onOpenChange={setIsOpen}>
      <DialogTrigger>
        <Button size="sm" className="max-w-full">
          <Plus aria-hidden />
          <span className="truncate">Add option “{props.value}”</span>
        </Button>
      </DialogTrigger>
      {isOpen && <AddForm {...props} close={() => setIsOpen(false)} />}
    </Dialog>
  );
}

function AddForm({ portalId, objectTypeId, property, value: refused, close }: AddOptionProps & { close: () => void }) {
  const formId = useId();
  const queryClient = useQueryClient();
  const [value, setValue] = useState(refused);
  const [label, setLabel] = useState(refused);
  const { run, isPending, problem } = useAction(addOption, async () => {
    toast.success(`${property.label} has the option ${value.trim()} now`);
    close();
    await queryClient.invalidateQueries({ queryKey: propertiesQuery(portalId, objectTypeId).queryKey });
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    // The dialog stands in the editor's form as far as React's events go.
    event.stopPropagation();
    run({ portalId, objectTypeId, property: property.name, value, label });
  }

  const footer = (
    <>
      <DialogClose>
        <Button>Cancel</Button>
      </DialogClose>
      <Button type="submit" form={formId} variant="primary" pending={isPending}>
        Add option
      </Button>
    </>
  );

  return (
    <DialogContent
      title={`Add an option to ${property.label}`}
      description="It is added in HubSpot, for everybody who uses the property there. The options that it has stay as they are."
      footer={footer}
    >
      <form id={formId} noValidate onSubmit={submit} className="grid gap-4">
        <OptionFields value={value} label={label} errors={problem?.fields} onValue={setValue} onLabel={setLabel} />
        <FormProblem problem={problem} fields={["value", "label"]} />
      </form>
    </DialogContent>
  );
}
