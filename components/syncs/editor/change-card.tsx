"use client";

import { QuestionCard } from "@/components/ui/question-card";
import type { MatchCheck } from "@/lib/api/match-check";
import { hasOrder } from "@/lib/engine/query-order";
import { readQuery } from "../draft/sync-draft";
import { forecastChange } from "../mapping/forecast-change";
import type { CardProps } from "./card-props";
import { DuplicateCards } from "./duplicate-cards";
import { LimitFields } from "./limit-fields";
import { ModeCards } from "./mode-cards";
import { VanishedCards } from "./vanished-cards";

interface ChangeCardProps extends CardProps {
  /** What the rows of the query have told, while it is still true; null otherwise. */
  matchCheck: MatchCheck | null;
}

/** The third question: what a run does to new, existing and vanished rows, to copies, and when it waits for a person. */
export function ChangeCard({ editing: { draft }, dispatch, errors, isOpen, matchCheck }: ChangeCardProps) {
  const query = readQuery(draft);
  const rule = draft.duplicates === "last" && query !== null && hasOrder(query) ? "last" : "reject";
  return (
    <QuestionCard
      id="change"
      number={3}
      title="How does HubSpot change?"
      help={matchCheck ? undefined : "With numbers, once all rows of the match are checked below."}
      isAnswered={isOpen}
      isDimmed={!isOpen}
      dimmedReason="First say where it goes."
    >
      <div className="grid gap-4">
        <ModeCards draft={draft} dispatch={dispatch} forecast={matchCheck && forecastChange(matchCheck, rule)} />
        <VanishedCards draft={draft} dispatch={dispatch} matchCheck={matchCheck} />
        <div id="duplicates" className="scroll-mt-4">
          <DuplicateCards draft={draft} dispatch={dispatch} matchCheck={matchCheck} />
        </div>
        <LimitFields draft={draft} errors={errors} dispatch={dispatch} />
      </div>
    </QuestionCard>
  );
}
