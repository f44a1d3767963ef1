"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { useMemo } from "react";
import { describeFailure } from "@/components/forms/describe-failure";
import { WhatIs } from "@/components/help/what-is";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Code } from "@/components/ui/code";
import { ErrorState } from "@/components/ui/error-state";
import { Field } from "@/components/ui/field";
import { QuestionCard } from "@/components/ui/question-card";
import type { PropertiesView } from "@/lib/api/portals";
import type { PreviewView } from "@/lib/api/sources";
import { isRecordIdMatch, listMatchProperties } from "@/lib/engine/list-match-properties";
import { suggestMatch } from "@/lib/engine/suggest-mapping";
import { readMode } from "../draft/sync-draft";
import { checkMatch } from "../mapping/check-mapping";
import type { CardProps } from "./card-props";
import { CheckLine } from "./check-line";
import { ColumnSelect } from "./column-select";
import { CreateUniqueProperty } from "./create-unique-property";
import { focusPlace } from "./focus-place";
import { MatchCheckPanel } from "./match-check/match-check-panel";
import type { MatchChecking } from "./match-check/use-match-check";
import { MatchPropertySelect } from "./match-property-select";
import { MatchVerdictLine } from "./match-verdict-line";
import { RefreshProperties } from "./refresh-properties";

interface MatchCardProps extends CardProps {
  checking: MatchChecking;
  preview: PreviewView | undefined;
  properties: UseQueryResult<PropertiesView>;
}

/** The fourth question: which column's value finds a record, by which of HubSpot's unique properties. */
export function MatchCard({
  editing: { draft },
  dispatch,
  errors,
  preview,
  properties: query,
  isOpen,
  checking,
}: MatchCardProps) {
  const { objectTypeId, portalId, matchColumn, matchProperty } = draft;
  const properties = query.data;
  const choices = useMemo(
    () => (properties ? listMatchProperties(objectTypeId, properties.properties) : null),
    [objectTypeId, properties],
  );
  const isAnswered = matchColumn !== "" && matchProperty !== "";
  const isById = isRecordIdMatch({ name: matchProperty });
  const change = (match: { matchColumn?: string; matchProperty?: string }) =>
    dispatch({ type: "change", change: match });
  // The button goes with its question: what it has chosen is where one goes on.
  function takeMatch(match: { matchColumn: string; matchProperty: string }) {
    change(match);
    focusPlace({ card: "match", row: null, isProperty: false });
  }
  const selectProperty = (name: string) => change({ matchProperty: name });

  return (
    <QuestionCard
      id="match"
      number={4}
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
          <Field
            label="Unique property"
            help={<WhatIs word={isById ? "recordId" : "uniqueProperty"} />}
            error={errors["mapping.match.property"]}
          >
            <MatchPropertySelect choices={choices?.properties} value={matchProperty} onChange={selectProperty} />
          </Field>
        </div>
        {query.isLoadingError && (
          <ErrorState
            title="The properties couldn't be read"
            why={describeFailure(query.error)}
            isRetrying={query.isFetching}
            onRetry={() => void query.refetch()}
          />
        )}
        {isById && (
          <Callout title="By the record id, records are updated and never created">
            The column has to hold HubSpot’s own ids. A row whose id HubSpot doesn’t have is skipped.
          </Callout>
        )}
        {choices?.whyNone && !isById && <Callout tone="warning">{choices.whyNone}</Callout>}
        {!preview &&
          choices &&
          matchProperty !== "" &&
          choices.properties.every(({ name }) => name !== matchProperty) && (
            <CheckLine isGood={false}>
              Records can’t be matched by {matchProperty} any more: it is gone from HubSpot, or its values aren’t unique
              now. Choose another property.
            </CheckLine>
          )}
        {!isAnswered && preview && properties && (
          <MatchSuggestion preview={preview} properties={properties} onTake={takeMatch} />
        )}
        {isAnswered && preview && properties && (
          <MatchVerdictLine
            verdict={checkMatch(
              { preview, properties: properties.properties, objectTypeId, mode: readMode(draft) },
              { column: matchColumn, property: matchProperty },
            )}
          />
        )}
        {isAnswered && isOpen && <MatchCheckPanel checking={checking} draft={draft} />}
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
      <span>
        By their names, <Code>{match.column}</Code> is <Code>{match.property}</Code>.
      </span>
      <Button size="sm" onClick={() => onTake({ matchColumn: match.column, matchProperty: match.property })}>
        Match by these
      </Button>
    </p>
  );
}
