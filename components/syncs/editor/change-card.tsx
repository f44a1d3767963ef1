"use client";

import { QuestionCard } from "@/components/ui/question-card";
import type { CardProps } from "./card-props";
import { DuplicateCards } from "./duplicate-cards";
import { LimitFields } from "./limit-fields";
import { ModeCards } from "./mode-cards";
import { VanishedCards } from "./vanished-cards";

/** The third question: what a run does to new, existing and vanished rows, to copies, and when it waits for a person. */
export function ChangeCard({ editing: { draft }, dispatch, errors, isOpen }: CardProps) {
  return (
    <QuestionCard
      id="change"
      number={3}
      title="How does HubSpot change?"
      isAnswered={isOpen}
      isDimmed={!isOpen}
      dimmedReason="First say where it goes."
    >
      <div className="grid gap-4">
        <ModeCards draft={draft} dispatch={dispatch} />
        <VanishedCards draft={draft} dispatch={dispatch} />
        <div id="duplicates" className="scroll-mt-4">
          <DuplicateCards draft={draft} dispatch={dispatch} />
        </div>
        <LimitFields draft={draft} errors={errors} dispatch={dispatch} />
      </div>
    </QuestionCard>
  );
}
