"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { Field } from "@/components/ui/field";
import { QuestionCard } from "@/components/ui/question-card";
import { RadioCards } from "@/components/ui/radio-cards";
import { Select } from "@/components/ui/select";
import { TextLink } from "@/components/ui/text-link";
import { Textarea } from "@/components/ui/textarea";
import type { PreviewView, SourceView } from "@/lib/api/sources";
import { readQuery } from "../draft/sync-draft";
import type { CardProps } from "./card-props";
import { PreviewPanel } from "./preview-panel";
import { TablePicker } from "./table-picker";

interface WhatCardProps extends CardProps {
  sources: readonly SourceView[];
  preview: UseQueryResult<PreviewView>;
}

const kinds = [
  { value: "table", title: "A table or view", text: "All its rows and columns." },
  { value: "sql", title: "SQL", text: "The rows of a select statement." },
] as const;

/** The first question: the source, and which of its rows. */
export function WhatCard({ editing, dispatch, errors, sources, preview }: WhatCardProps) {
  const { draft } = editing;
  return (
    <QuestionCard number={1} title="What is synced?" isAnswered={readQuery(draft) !== null && draft.sourceId !== ""}>
      <div className="grid gap-4">
        <Field
          label="Source"
          hint={sources.length === 0 ? <NoSource /> : undefined}
          error={errors.sourceId}
          className="max-w-md"
        >
          <Select
            value={draft.sourceId}
            disabled={sources.length === 0}
            onChange={({ target }) => dispatch({ type: "choose_source", sourceId: target.value })}
          >
            <option value="" disabled>
              Choose a source
            </option>
            {sources.map(({ id, name, facts }) => (
              <option key={id} value={id}>
                {name} — {facts.database} on {facts.host}
              </option>
            ))}
          </Select>
        </Field>
        {draft.sourceId !== "" && (
          <>
            <RadioCards
              label="Rows come from"
              columns={2}
              options={kinds}
              value={draft.queryKind}
              onChange={(kind) => dispatch({ type: "choose_query_kind", kind })}
            />
            {draft.queryKind === "table" ? (
              <TablePicker
                sourceId={draft.sourceId}
                schema={draft.schema}
                table={draft.table}
                error={errors["query.table"]}
                onChange={(schema, table) => dispatch({ type: "choose_table", schema, table })}
              />
            ) : (
              <Field label="SQL" hint="One select statement. It is run read-only." error={errors["query.sql"]}>
                <Textarea
                  rows={8}
                  spellCheck={false}
                  autoComplete="off"
                  className="font-mono text-xs"
                  placeholder="select id, email, full_name from customers"
                  value={draft.sql}
                  onChange={({ target }) => dispatch({ type: "change", change: { sql: target.value } })}
                />
              </Field>
            )}
            <PreviewPanel editing={editing} dispatch={dispatch} preview={preview} />
          </>
        )}
      </div>
    </QuestionCard>
  );
}

function NoSource() {
  return (
    <>
      There is no source yet. <TextLink href="/connections/sources/new">Add one</TextLink>, then come back.
    </>
  );
}
