"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { QuestionCard } from "@/components/ui/question-card";
import { readInput } from "@/lib/api/read-input";
import { SyncInput } from "@/lib/api/syncs";
import type { CardProps } from "./card-props";

/** The last question: what people call it. */
export function NameCard({ editing: { draft }, dispatch, errors, isOpen }: CardProps) {
  return (
    <QuestionCard
      id="name"
      number={8}
      title="What is it called?"
      isAnswered={draft.name.trim() !== ""}
      isDimmed={!isOpen}
      dimmedReason="First say how rows are matched."
    >
      <Field label="Name" error={errors.name ?? findFault(draft.name)} className="max-w-md">
        <Input
          value={draft.name}
          placeholder="Customers to contacts"
          onChange={({ target }) => dispatch({ type: "change", change: { name: target.value } })}
        />
      </Field>
    </QuestionCard>
  );
}

const Named = SyncInput.pick({ name: true });

/** What is wrong with a name as it is typed; that there is none is told by whoever saves. */
function findFault(name: string): string | undefined {
  return name.trim() === "" ? undefined : readInput(Named, { name }).error?.issues[0]?.message;
}
