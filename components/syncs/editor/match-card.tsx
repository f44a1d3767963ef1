"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { useMemo } from "react";
import { describeFailure } from "@/components/forms/describe-failure";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ErrorState } from "@/components/ui/error-state";
import { Field } from "@/components/ui/field";
import { QuestionCard } from "@/components/ui/question-card";
import type { PropertiesView } from "@/lib/api/portals";
import type { PreviewView } from "@/lib/api/sources";
import { listMatchProperties } from "@/lib/engine/list-match-properties";
import { suggestMatch } from "@/lib/engine/suggest-mapping";
import { checkMatch } from "../mapping/check-mapping";
import type { CardProps } from "./card-props";
import { ColumnSelect } from "./column-select";
import { CreateUniqueProperty } from "./create-unique-property";
import { MatchPropertySelect } from "./match-property-select";
import { MatchVerdictLine } from "./match-verdict-line";
import { RefreshProperties } from "./refresh-properties";

interface MatchCardProps extends CardProps {
  preview: PreviewView | undefined;
  properties: UseQueryResult<PropertiesView>;
}

/** The third question: which column's value finds a record, by which of HubSpot's unique properties. */
export function MatchCard({
  editing: { draft },
  dispatch,
  errors,
  preview,
  properties: query,
  isOpen,
}: MatchCardProps) {
  const { objectTypeId, portalId, matchColumn, matchProperty } = draft;
  const properties = query.data;
  const choices = useMemo(
    () => (properties ? listMatchProperties(objectTypeId, properties.properties) : null),
    [objectTypeId, properties],
  );
  const isAnswered = matchColumn !== "" && matchProperty !== "";
  const change = (match: { matchColumn?: string; matchProperty?: string }) =>
    dispatch({ type: "change", change: match });
  const selectProperty = (name: string) => change({ matchProperty: name });

  return (
    <QuestionCard
      number={3}
      title="How is a row matched to its record?"
      isAnswered={isAnswered}
      isDimmed={!isOpen}
      dimmedReason="First say where it goes."
    >
      <div className="grid gap-3">
        <div className="grid items-start gap-x-3 gap-y-2 sm:grid-cols-[1fr_auto_1fr]">
          <Field label="Source column" error={errors["mapping.match.column"]}>
            <ColumnSelect
              columns={preview?.columns}
              value={matchColumn}
              onChange={(column) => change({ matchColumn: column })}
            />
          </Field>
          <span aria-hidden className="hidden h-8 place-content-center self-start text-lg text-faint sm:mt-6.5 sm:grid">
            =
          </span>
          <Field label="Unique property" error={errors["mapping.match.property"]}>
            <MatchPropertySelect
              choices={choices?.properties}
              whyNone={choices?.whyNone ?? null}
              value={matchProperty}
              onChange={selectProperty}
            />
          </Field>
        </div>
        {query.isError && (
          <ErrorState
            title="The properties couldn't be read"
            why={describeFailure(query.error)}
            isRetrying={query.isFetching}
            onRetry={() => void query.refetch()}
          />
        )}
        {choices?.whyNone && <Callout tone="warning">{choices.whyNone}</Callout>}
        {!isAnswered && preview && properties && (
          <MatchSuggestion preview={preview} properties={properties} onTake={change} />
        )}
        {isAnswered && preview && properties && (
          <MatchVerdictLine
            verdict={checkMatch(
              { preview, properties: properties.properties, objectTypeId },
              { column: matchColumn, property: matchProperty },
            )}
          />
        )}
        {isOpen && (
          <div className="flex flex-wrap items-center gap-2">
            <CreateUniqueProperty portalId={portalId} objectTypeId={objectTypeId} onCreated={selectProperty} />
            <RefreshProperties portalId={portalId} objectTypeId={objectTypeId} fetchedAt={properties?.fetchedAt} />
          </div>
        )}
      </div>
    </QuestionCard>
  );
}

interface MatchSuggestionProps {
  preview: PreviewView;
  properties: PropertiesView;
  onTake: (match: { matchColumn: string; matchProperty: string }) => void;
}

function MatchSuggestion({ preview, properties, onTake }: MatchSuggestionProps) {
  const match = suggestMatch(preview.columns, properties.properties, properties.objectTypeId);
  if (match === null) return null;
  return (
    <p className="flex flex-wrap items-center gap-2 text-sm text-muted">
      By their names, <code className="font-mono text-ink">{match.column}</code> is
      <code className="font-mono text-ink">{match.property}</code>.
      <Button size="sm" onClick={() => onTake({ matchColumn: match.column, matchProperty: match.property })}>
        Match by these
      </Button>
    </p>
  );
}
