"use client";

import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { Field } from "@/components/ui/field";
import { QuestionCard } from "@/components/ui/question-card";
import { RadioCards } from "@/components/ui/radio-cards";
import { Select } from "@/components/ui/select";
import { TextLink } from "@/components/ui/text-link";
import { catalogueQuery } from "@/lib/api/queries";
import type { PreviewView, SourceView } from "@/lib/api/sources";
import { isPreviewStale } from "../draft/edit-draft";
import { readQuery } from "../draft/sync-draft";
import type { CardProps } from "./card-props";
import { PreviewPanel } from "./preview-panel";
import { placeFault } from "./sql/place-fault";
import { SqlField } from "./sql/sql-field";
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
  const isSql = draft.queryKind === "sql";
  const catalogue = useQuery({ ...catalogueQuery(draft.sourceId), enabled: isSql && draft.sourceId !== "" });
  const isStale = isPreviewStale(editing);
  const fault = useMemo(
    () => (isSql && !isStale ? placeFault(draft.sql, preview.error) : null),
    [isSql, isStale, draft.sql, preview.error],
  );

  function show() {
    if (readQuery(draft) === null) return;
    if (isStale) dispatch({ type: "preview" });
    else void preview.refetch();
  }

  return (
    <QuestionCard
      id="what"
      number={1}
      title="What is synced?"
      isAnswered={readQuery(draft) !== null && draft.sourceId !== ""}
    >
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
              <SqlField
                value={draft.sql}
                error={errors["query.sql"]}
                fault={fault}
                catalogue={catalogue.data}
                onChange={(sql) => dispatch({ type: "change", change: { sql } })}
                onRun={show}
              />
            )}
            <PreviewPanel editing={editing} preview={preview} fault={fault} onShow={show} />
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
