"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { readSimpleCron, type SimpleCron, simpleDays, writeSimpleCron } from "../schedule/simple-cron";

interface SimpleScheduleProps {
  expression: string;
  /** False where the expression says nothing yet. */
  isReadable: boolean;
  onChange: (expression: string) => void;
}

const otherwise = "otherwise";
const morning = "07:00";

/** Days and a time of day, for whoever doesn't read cron; an expression that says more stays as it is. */
export function SimpleSchedule({ expression, isReadable, onChange }: SimpleScheduleProps) {
  const simple = readSimpleCron(expression);
  return (
    <>
      <Field label="Days">
        <Select
          value={simple?.days ?? otherwise}
          onChange={({ target }) => {
            const chosen = simpleDays.find(({ days }) => days === target.value);
            if (chosen) onChange(writeSimpleCron({ days: chosen.days, time: simple?.time ?? morning }));
          }}
        >
          {simpleDays.map(({ days, label }) => (
            <option key={days} value={days}>
              {label}
            </option>
          ))}
          {simple === null && (
            <option value={otherwise} disabled>
              {isReadable ? "As the expression says" : "Choose days"}
            </option>
          )}
        </Select>
      </Field>
      <Field label="Time of day" hint={describeTime(simple, isReadable)}>
        <Input
          type="time"
          value={simple?.time ?? ""}
          disabled={simple === null}
          onChange={({ target }) => {
            // Empty while it is being typed.
            if (simple && target.value !== "") onChange(writeSimpleCron({ days: simple.days, time: target.value }));
          }}
        />
      </Field>
    </>
  );
}

function describeTime(simple: SimpleCron | null, isReadable: boolean): string | undefined {
  if (simple !== null) return undefined;
  return isReadable
    ? "As the expression says. Choose days to set a time here."
    : "Choose days, or write the expression.";
}
