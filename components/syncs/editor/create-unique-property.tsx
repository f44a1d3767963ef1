"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { createUniqueProperty } from "@/app/_server/actions/portals";
import { type FieldErrors, listFieldErrors } from "@/components/forms/field-errors";
import { useAction } from "@/components/forms/use-action";
import { PropertyGroupNote } from "@/components/help/property-group-note";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { UniquePropertyInput } from "@/lib/api/portals";
import { propertiesQuery } from "@/lib/api/queries";
import { readInput } from "@/lib/api/read-input";
import { suggestPropertyName } from "./suggest-property-name";

interface CreateUniquePropertyProps {
  portalId: string;
  objectTypeId: string;
  onCreated: (property: string) => void;
}

/** Creates a text property with unique values in HubSpot, and selects it. */
export function CreateUniqueProperty(props: CreateUniquePropertyProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={setIsOpen}>
      <DialogTrigger>
        <Button size="sm">
          <Plus aria-hidden />
          Create a unique property
        </Button>
      </DialogTrigger>
      {isOpen && <CreateForm {...props} close={() => setIsOpen(false)} />}
    </Dialog>
  );
}

function CreateForm({ portalId, objectTypeId, onCreated, close }: CreateUniquePropertyProps & { close: () => void }) {
  const formId = useId();
  const queryClient = useQueryClient();
  const [label, setLabel] = useState("");
  const [name, setName] = useState<string | null>(null);
  const [errors, setErrors] = useState<FieldErrors>({});
  const { run, isPending, problem } = useAction(createUniqueProperty, async (property) => {
    await queryClient.invalidateQueries({ queryKey: propertiesQuery(portalId, objectTypeId).queryKey });
    onCreated(property.name);
    toast.success(`${property.label} is created in HubSpot`);
    close();
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    // The dialog stands in the editor's form as far as React's events go.
    event.stopPropagation();
    const input = { portalId, objectTypeId, name: name ?? suggestPropertyName(label), label };
    const read = readInput(UniquePropertyInput, input);
    setErrors(read.success ? {} : listFieldErrors(read.error));
    if (read.success) run(read.data);
  }

  const footer = (
    <>
      <DialogClose>
        <Button>Cancel</Button>
      </DialogClose>
      <Button type="submit" form={formId} variant="primary" pending={isPending}>
        Create property
      </Button>
    </>
  );

  return (
    <DialogContent
      title="Create a unique property"
      description="HubSpot keeps its values unique, so that each row finds its one record. That can't be added to a property later."
      footer={footer}
    >
      <form id={formId} noValidate onSubmit={submit} className="grid gap-4">
        <Field label="Label" hint="What people see in HubSpot." error={errors.label ?? problem?.fields?.label}>
          <Input value={label} placeholder="Customer id" onChange={({ target }) => setLabel(target.value)} />
        </Field>
        <Field label="Internal name" hint="It can't be changed later." error={errors.name ?? problem?.fields?.name}>
          <Input
            value={name ?? suggestPropertyName(label)}
            spellCheck={false}
            className="font-mono"
            onChange={({ target }) => setName(target.value)}
          />
        </Field>
        <PropertyGroupNote />
        {problem && (
          <Callout tone="danger" isAnnounced>
            {problem.message}
          </Callout>
        )}
      </form>
    </DialogContent>
  );
}
