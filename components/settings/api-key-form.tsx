"use client";

import { type FormEvent, useId, useState } from "react";
import { createApiKey } from "@/app/_server/actions/api-keys";
import { FormProblem } from "@/components/forms/form-problem";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field, FieldGroup } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioCards } from "@/components/ui/radio-cards";
import { Select } from "@/components/ui/select";
import type { CreatedApiKey, MemberRole } from "@/lib/api/api-keys";

const roles: readonly { value: MemberRole; title: string; text: string }[] = [
  { value: "viewer", title: "Viewer", text: "Reads everything, rejected rows included." },
  { value: "editor", title: "Editor", text: "Also runs and changes syncs, sources and portals." },
  { value: "owner", title: "Owner", text: "Whatever an owner may do, except with keys." },
];

const expiries = [
  { days: "30", label: "In 30 days" },
  { days: "90", label: "In 90 days" },
  { days: "365", label: "In a year" },
  { days: "", label: "Never" },
];

export function ApiKeyForm({ onCreated }: { onCreated: (created: CreatedApiKey) => void }) {
  const formId = useId();
  const [name, setName] = useState("");
  const [role, setRole] = useState<MemberRole>("editor");
  const [days, setDays] = useState("90");
  const { run, isPending, problem } = useAction(createApiKey, onCreated);

  function submit(event: FormEvent) {
    event.preventDefault();
    run({ name, role, expiresInDays: days === "" ? null : Number(days) });
  }

  const footer = (
    <>
      <DialogClose>
        <Button>Cancel</Button>
      </DialogClose>
      <Button type="submit" form={formId} variant="primary" pending={isPending}>
        Make key
      </Button>
    </>
  );

  return (
    <DialogContent
      title="Make an API key"
      description="It acts in your name: never in a higher role than yours, and no longer than you are a member."
      footer={footer}
    >
      <form id={formId} noValidate onSubmit={submit} className="grid gap-4">
        <Field label="Name" hint="What will use it." error={problem?.fields?.name}>
          <Input
            value={name}
            onChange={({ target }) => setName(target.value)}
            placeholder="Airflow"
            autoComplete="off"
          />
        </Field>
        <FieldGroup label="Role">
          <RadioCards label="Role" options={roles} value={role} onChange={setRole} />
        </FieldGroup>
        <Field label="Expires" error={problem?.fields?.expiresInDays}>
          <Select value={days} onChange={({ target }) => setDays(target.value)} className="sm:max-w-48">
            {expiries.map((expiry) => (
              <option key={expiry.days} value={expiry.days}>
                {expiry.label}
              </option>
            ))}
          </Select>
        </Field>
        <FormProblem problem={problem} fields={["name", "expiresInDays"]} />
      </form>
    </DialogContent>
  );
}
