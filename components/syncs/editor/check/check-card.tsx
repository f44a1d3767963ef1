"use client";

import type { ReactNode } from "react";
import { WhatIs } from "@/components/help/what-is";
import type { Word } from "@/components/help/words";
import { QuestionCard } from "@/components/ui/question-card";
import type { PropertiesView } from "@/lib/api/portals";
import { hasChanges } from "../../draft/edit-draft";
import type { CardProps } from "../card-props";
import type { DraftCheck } from "../use-draft-check";
import { AllRowsCheck } from "./all-rows-check";
import { RowCheck } from "./row-check";

interface CheckCardProps extends CardProps {
  /** Null for a sync that isn't there yet. */
  syncId: string | null;
  properties: PropertiesView | undefined;
  check: DraftCheck | null;
}

/** The seventh question: what a run would do, on a few rows beside HubSpot and over all of them. */
export function CheckCard({ editing, isOpen, syncId, properties, check }: CheckCardProps) {
  return (
    <QuestionCard
      id="check"
      number={7}
      title="What would a run do?"
      isDimmed={!isOpen}
      dimmedReason="First say how rows are matched."
    >
      <div className="grid gap-6">
        <Part title="A few rows, side by side">
          <RowCheck syncId={syncId} editing={editing} properties={properties} />
        </Part>
        <Part title="All rows" word="dryRun">
          <AllRowsCheck check={check} hasChanges={hasChanges(editing)} />
        </Part>
      </div>
    </QuestionCard>
  );
}

function Part({ title, word, children }: { title: string; word?: Word; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid min-w-0 gap-2">
      <h3 className="text-sm font-semibold">
        {title} {word && <WhatIs word={word} />}
      </h3>
      {children}
    </section>
  );
}
