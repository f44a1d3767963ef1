"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { readSimpleCron, simpleDays, writeSimpleCron } from "../schedule/simple-cron";

interface SimpleScheduleProps {
  expression: string;
  onChange: (expression: string) => void;
}

const otherwise = "otherwise";
const morning = "07:00";

/** Days and a time of day, for whoever doesn't read cron; an expression that says more stays as it is. */
export function SimpleSchedule({ expression, onChange }: SimpleScheduleProps) {
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
              As the expression says
            </option>
          )}
        </Select>
      </Field>
      <Field
        label="Time of day"
        hint={simple === null ? "The expression names other times than one a day." : undefined}
      >
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
