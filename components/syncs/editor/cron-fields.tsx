"use client";

import { type Dispatch, useState } from "react";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useClock } from "@/components/ui/use-clock";
import type { Edit } from "../draft/edit-draft";
import type { SyncDraft } from "../draft/sync-draft";
import { readBrowserTimeZone } from "../schedule/browser-time-zone";
import { readCron } from "../schedule/read-cron";
import { FireTimes } from "./fire-times";
import { SimpleSchedule } from "./simple-schedule";

const shownTimes = 5;

interface CronFieldsProps {
  draft: SyncDraft;
  dispatch: Dispatch<Edit>;
}

/** Days and a time, or a cron expression, in a time zone; and at once what it means or what is wrong with it. */
export function CronFields({ draft, dispatch }: CronFieldsProps) {
  const [zones] = useState(listTimeZones);
  const timeZone = draft.timeZone || readBrowserTimeZone();
  const clock = useClock();
  const reading = clock === null ? null : readCron(draft.expression, timeZone, new Date(clock), shownTimes);
  const errorAt = (field: "expression" | "timeZone") =>
    reading?.ok === false && reading.at === field ? reading.message : undefined;
  return (
    <div className="grid gap-3">
      <div className="grid gap-3 sm:grid-cols-2">
        <SimpleSchedule
          expression={draft.expression}
          isReadable={reading?.ok !== false}
          onChange={(expression) => dispatch({ type: "change", change: { expression } })}
        />
        <Field label="Time zone" error={errorAt("timeZone")}>
          <Combobox
            options={zones}
            value={timeZone}
            onChange={(chosen) => dispatch({ type: "change", change: { timeZone: chosen } })}
            searchPlaceholder="Search time zones"
          />
        </Field>
        <Field
          label="Cron expression"
          hint="Minute, hour, day of the month, month, day of the week."
          error={errorAt("expression")}
        >
          <Input
            value={draft.expression}
            spellCheck={false}
            autoComplete="off"
            className="font-mono"
            onChange={({ target }) => dispatch({ type: "change", change: { expression: target.value } })}
          />
        </Field>
      </div>
      {reading !== null && clock !== null && <FireTimes reading={reading} now={new Date(clock)} timeZone={timeZone} />}
    </div>
  );
}

/** Browsers leave out UTC, which is the one that servers' people want. */
function listTimeZones() {
  const names = new Set(["UTC", ...Intl.supportedValuesOf("timeZone")]);
  return [...names].map((name) => ({ value: name, label: name }));
}
