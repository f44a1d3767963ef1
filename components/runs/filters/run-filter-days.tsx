"use client";

import { useId, useState } from "react";
import { useIsHydrated } from "@/components/forms/use-is-hydrated";
import { Input } from "@/components/ui/input";
import type { RunFilter } from "@/lib/api/run-filter";
import { startOfDay, toLocalDay } from "./local-day";

interface RunFilterDaysProps {
  filter: RunFilter;
  onChange: (changes: Partial<RunFilter>) => void;
}

/** From which day to which, both included, in the viewer's zone; the address holds the moments. */
export function RunFilterDays({ filter: { from, before }, onChange }: RunFilterDaysProps) {
  // The server doesn't know the zone.
  const isHydrated = useIsHydrated();
  const last = before ? new Date(Date.parse(before) - 1) : null;
  return (
    <div className="col-span-2 grid grid-cols-2 gap-2 sm:flex">
      <Day
        label="From"
        day={isHydrated && from ? toLocalDay(new Date(from)) : ""}
        onChange={(day) => onChange({ from: startOfDay(day)?.toISOString() })}
      />
      <Day
        label="To"
        day={isHydrated && last ? toLocalDay(last) : ""}
        onChange={(day) => onChange({ before: startOfDay(day, 1)?.toISOString() })}
      />
    </div>
  );
}

function Day({ label, day, onChange }: { label: string; day: string; onChange: (day: string) => void }) {
  const id = useId();
  const [typed, setTyped] = useState({ day, value: day });
  return (
    <div className="flex min-w-0 items-center gap-1.5">
      <label htmlFor={id} className="w-8 shrink-0 text-xs text-muted sm:w-auto">
        {label}
      </label>
      <Input
        id={id}
        type="date"
        min="2000-01-01"
        max="2999-12-31"
        value={typed.day === day ? typed.value : day}
        className="min-w-0 sm:w-36"
        onChange={({ target: { value, validity } }) => {
          // A day that is being typed isn't one yet: without its month, or in the year 20.
          if (validity.valid && value !== day) onChange(value);
          setTyped({ day: validity.valid ? value : day, value });
        }}
        onBlur={() => setTyped({ day, value: day })}
      />
    </div>
  );
}
