"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { createSource, updateSource } from "@/app/_server/actions/sources";
import type { FieldErrors } from "@/components/forms/field-errors";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardFooter } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { LinkButton } from "@/components/ui/link-button";
import { toast } from "@/components/ui/toast";
import { sourcesQuery } from "@/lib/api/queries";
import type { SourceView } from "@/lib/api/sources";
import { ReadOnlyRoleAdvice } from "./read-only-role-advice";
import { SourceAddressFields } from "./source-address-fields";
import { draftSource, emptySourceDraft, type SourceDraft, toSourceInput } from "./source-draft";
import { SourceTlsFields } from "./source-tls-fields";
import { TestOutcome } from "./test-outcome";
import { useSourceTest } from "./use-source-test";

interface SourceFormProps {
  /** Null for a new one. */
  source: SourceView | null;
}

export function SourceForm({ source }: SourceFormProps) {
  const router = useRouter();
  const queryClient = useQueryClient();
  const [saved, setSaved] = useState(() => (source ? draftSource(source) : emptySourceDraft));
  const [draft, setDraft] = useState(saved);
  const [errors, setErrors] = useState<FieldErrors>({});
  const test = useSourceTest();

  const finish = async (view: SourceView) => {
    toast.success(source ? `${view.name} is saved` : `${view.name} is added`);
    await queryClient.invalidateQueries({ queryKey: sourcesQuery().queryKey });
    if (!source) {
      router.push("/connections");
      return;
    }
    setSaved(draftSource(view));
    setDraft(draftSource(view));
    router.refresh();
  };
  const create = useAction(createSource, finish);
  const update = useAction(updateSource, finish);
  const saving = source ? update : create;
  const problem = saving.problem ?? test.problem;
  const shown = { ...problem?.fields, ...errors };

  const change = (changed: Partial<SourceDraft>) => {
    setDraft({ ...draft, ...changed });
    // What a test said was about other settings.
    test.forget();
  };
  const save = () => {
    test.forget();
    setErrors({});
    const input = toSourceInput(draft);
    if (source) update.run({ sourceId: source.id, input });
    else create.run(input);
  };
  const tryOut = () => {
    saving.clear();
    setErrors({});
    if (source && draft === saved) {
      test.run({ kind: "saved", sourceId: source.id });
      return;
    }
    // The saved password never comes back to the browser, so changes can only be tried with a typed one.
    if (source !== null && draft.kind === "fields" && draft.password === "") {
      test.forget();
      setErrors({ "connection.password": passwordHint });
      return;
    }
    test.run({ kind: "typed", input: toSourceInput(draft) });
  };

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Card aria-label="Source">
        <CardBody className="flex flex-col gap-5">
          <Field label="Name" hint="What people here call it." error={shown.name} className="max-w-md">
            <Input
              value={draft.name}
              onChange={(event) => change({ name: event.target.value })}
              placeholder="Warehouse"
              autoComplete="off"
            />
          </Field>
          <SourceAddressFields draft={draft} errors={shown} onChange={change} hasSavedPassword={source !== null} />
          <SourceTlsFields draft={draft} errors={shown} onChange={change} />
          <Field
            label="Statement timeout, in seconds"
            hint="The database ends a query that takes longer."
            error={shown.statementTimeoutSeconds}
            className="max-w-sm"
          >
            <Input
              inputMode="numeric"
              value={draft.statementTimeoutSeconds}
              onChange={(event) => change({ statementTimeoutSeconds: event.target.value })}
            />
          </Field>
          <ReadOnlyRoleAdvice />
          <TestOutcome test={test} problem={problem} fields={["name", "connection", "statementTimeoutSeconds"]} />
        </CardBody>
        <CardFooter>
          <Button className="mr-auto" pending={test.isPending} onClick={tryOut}>
            Test connection
          </Button>
          <LinkButton href="/connections" variant="ghost">
            Back to connections
          </LinkButton>
          <Button type="submit" variant="primary" pending={saving.isPending}>
            {source ? "Save" : "Add source"}
          </Button>
        </CardFooter>
      </Card>
    </form>
  );
}

const passwordHint = "Write the password to test these changes before they are saved, or save them and test then.";
