"use client";

import { type Dispatch, useState } from "react";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Edit } from "../draft/edit-draft";
import type { SyncDraft } from "../draft/sync-draft";
import { readBrowserTimeZone } from "../schedule/browser-time-zone";
import { FireTimes } from "./fire-times";
import { SimpleSchedule } from "./simple-schedule";

interface CronFieldsProps {
  draft: SyncDraft;
  dispatch: Dispatch<Edit>;
}

/** Days and a time, or a cron expression, in a time zone; and at once what it means or what is wrong with it. */
export function CronFields({ draft, dispatch }: CronFieldsProps) {
  const [zones] = useState(listTimeZones);
  const timeZone = draft.timeZone || readBrowserTimeZone();
  return (
    <div className="grid gap-3">
      <div className="grid gap-3 sm:grid-cols-2">
        <SimpleSchedule
          expression={draft.expression}
          onChange={(expression) => dispatch({ type: "change", change: { expression } })}
        />
        <Field label="Time zone">
          <Combobox
            options={zones}
            value={timeZone}
            onChange={(chosen) => dispatch({ type: "change", change: { timeZone: chosen } })}
            searchPlaceholder="Search time zones"
          />
        </Field>
        <Field label="Cron expression" hint="Minute, hour, day of the month, month, day of the week.">
          <Input
            value={draft.expression}
            spellCheck={false}
            autoComplete="off"
            className="font-mono"
            onChange={({ target }) => dispatch({ type: "change", change: { expression: target.value } })}
          />
        </Field>
      </div>
      <FireTimes expression={draft.expression} timeZone={timeZone} />
    </div>
  );
}

/** Browsers leave out UTC, which is the one that servers' people want. */
function listTimeZones() {
  const names = new Set(["UTC", ...Intl.supportedValuesOf("timeZone")]);
  return [...names].map((name) => ({ value: name, label: name }));
}
