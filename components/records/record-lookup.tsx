"use client";

import { Lock, Search, SearchCheck } from "lucide-react";
import { type FormEvent, useState } from "react";
import { readText } from "@/components/forms/read-text";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { TextLink } from "@/components/ui/text-link";
import { RecordFound } from "./record-found";
import { setRecordHash, useRecordHash } from "./record-hash";

/** Looks a record up by a match value of its row, or by its id. */
export function RecordLookup({ mayLook }: { mayLook: boolean }) {
  const value = useRecordHash();
  if (!mayLook) {
    return (
      <EmptyState
        icon={Lock}
        title="Looking records up takes the role of an editor"
        text="These are the values of people. Ask an owner of the workspace for the role, or an editor to look for you."
      />
    );
  }
  return (
    <div className="flex flex-col gap-6">
      <LookupForm key={`form ${value}`} value={value} />
      {value === "" ? <NobodyAsked /> : <RecordFound key={`found ${value}`} value={value} />}
    </div>
  );
}

function LookupForm({ value }: { value: string }) {
  const [error, setError] = useState<string | null>(null);
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = readText(new FormData(event.currentTarget), "value").trim();
    setError(typed === "" ? "Type an e-mail address, another match value, or a record id." : null);
    if (typed !== "") setRecordHash(typed);
  }
  return (
    <search>
      <form noValidate onSubmit={submit} className="flex max-w-xl items-start gap-2">
        <Field
          className="flex-1"
          label="E-mail address, match value or record id"
          hint="As your rows have it; capitals make no difference."
          error={error}
        >
          <Input
            name="value"
            type="search"
            maxLength={600}
            defaultValue={value}
            spellCheck={false}
            autoComplete="off"
          />
        </Field>
        <Button type="submit" variant="primary" className="mt-6.5">
          <Search aria-hidden />
          Look up
        </Button>
      </form>
    </search>
  );
}

function NobodyAsked() {
  return (
    <EmptyState
      icon={SearchCheck}
      title="Which record is it about?"
      text={
        <>
          Type who or what it is, and see what was written to it and when. Each look is kept in the audit log.{" "}
          <TextLink href="/docs/runs#records">What is kept, and for how long</TextLink>
        </>
      }
    />
  );
}
