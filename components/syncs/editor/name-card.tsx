"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { QuestionCard } from "@/components/ui/question-card";
import type { CardProps } from "./card-props";

/** The last question: what people call it. */
export function NameCard({ editing: { draft }, dispatch, errors, isOpen }: CardProps) {
  return (
    <QuestionCard
      number={8}
      title="What is it called?"
      isAnswered={draft.name.trim() !== ""}
      isDimmed={!isOpen}
      dimmedReason="First say how rows are matched."
    >
      <Field label="Name" error={errors.name} className="max-w-md">
        <Input
          value={draft.name}
          maxLength={120}
          placeholder="Customers to contacts"
          onChange={({ target }) => dispatch({ type: "change", change: { name: target.value } })}
        />
      </Field>
    </QuestionCard>
  );
}
