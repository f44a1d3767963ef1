"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { QuestionCard } from "@/components/ui/question-card";
import { RadioCards } from "@/components/ui/radio-cards";
import { describeInterval } from "@/lib/api/describe-interval";
import { AfterFields } from "./after-fields";
import { ApiStart } from "./api-start";
import type { CardProps } from "./card-props";
import { CronFields } from "./cron-fields";

const kinds = [
  { value: "manual", title: "By hand", text: "Runs only when somebody starts it." },
  { value: "interval", title: "Every so often", text: "Runs every N minutes from when it is saved." },
  { value: "cron", title: "At set times", text: "Runs by the clock of a time zone." },
  { value: "after", title: "After another sync", text: "Runs when a run of that one has ended." },
] as const;

interface WhenCardProps extends CardProps {
  /** Null for a sync that isn't there yet. */
  syncId: string | null;
}

/** The sixth question: when it runs. */
export function WhenCard({ editing: { draft }, dispatch, errors, isOpen, syncId }: WhenCardProps) {
  return (
    <QuestionCard
      id="when"
      number={6}
      title="When does it run?"
      isAnswered={isOpen}
      isDimmed={!isOpen}
      dimmedReason="First say how rows are matched."
    >
      <div className="grid gap-4">
        <RadioCards
          label="Schedule"
          columns={2}
          options={kinds}
          value={draft.scheduleKind}
          onChange={(scheduleKind) => dispatch({ type: "change", change: { scheduleKind } })}
        />
        {draft.scheduleKind === "interval" && (
          <IntervalField
            minutes={draft.minutes}
            error={errors["schedule.minutes"]}
            onChange={(minutes) => dispatch({ type: "change", change: { minutes } })}
          />
        )}
        {draft.scheduleKind === "cron" && isOpen && <CronFields draft={draft} dispatch={dispatch} />}
        {draft.scheduleKind === "after" && isOpen && (
          <AfterFields draft={draft} error={errors["schedule.syncId"]} syncId={syncId} dispatch={dispatch} />
        )}
        {isOpen && <ApiStart syncId={syncId} />}
      </div>
    </QuestionCard>
  );
}

interface IntervalFieldProps {
  minutes: string;
  error: string | undefined;
  onChange: (minutes: string) => void;
}

function IntervalField({ minutes, error, onChange }: IntervalFieldProps) {
  const count = Number(minutes);
  const isWhole = Number.isInteger(count) && count > 0;
  return (
    <Field label="Minutes between runs" hint={isWhole ? `${describeInterval(count)}.` : undefined} error={error}>
      <Input
        type="number"
        inputMode="numeric"
        min={1}
        max={10_080}
        step={1}
        value={minutes}
        onChange={({ target }) => onChange(target.value)}
        className="max-w-32"
      />
    </Field>
  );
}
