"use client";

import { Plus, Sparkles } from "lucide-react";
import dynamic from "next/dynamic";
import { useMemo, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { loadPart } from "@/components/ui/connection";
import { QuestionCard } from "@/components/ui/question-card";
import type { PropertiesView } from "@/lib/api/portals";
import type { PreviewView } from "@/lib/api/sources";
import type { ReadTemplate } from "@/lib/engine/template";
import type { FieldMapping } from "@/lib/engine/types";
import { readMode, type SyncDraft, toMapping } from "../draft/sync-draft";
import { checkFields, explainUnwritable, type Verdict } from "../mapping/check-mapping";
import { listOutcomes, type Outcome } from "../mapping/list-outcomes";
import type { CardProps } from "./card-props";
import { FieldRow } from "./field-row";
import { InReach } from "./fields/in-reach";
import { listColumnOptions } from "./fields/list-column-options";
import { listInReach } from "./fields/list-in-reach";
import { ListTools } from "./fields/list-tools";
import { useFollowRows } from "./fields/use-follow-rows";
import { listPropertyOptions } from "./property-options";
import { RequiredProperties } from "./required-properties";

const FieldOrder = dynamic(() => loadPart(() => import("./fields/field-order")).then((module) => module.FieldOrder), {
  ssr: false,
});

interface PropertiesCardProps extends CardProps {
  preview: PreviewView | undefined;
  properties: PropertiesView | undefined;
  /** Null until it is loaded, which the first template asks for. */
  readTemplate: ReadTemplate | null;
}

/** The fifth question: which values become which properties, each checked against the rows of the preview. */
export function PropertiesCard(props: PropertiesCardProps) {
  const { editing, errors, preview, properties, readTemplate, isOpen } = props;
  const { draft } = editing;
  const list = useRef<HTMLDivElement>(null);
  const dispatch = useFollowRows(list, editing, props.dispatch);
  const reach = useMemo(
    () => listInReach(draft, preview, properties, readTemplate),
    [draft, preview, properties, readTemplate],
  );
  const [isOrdering, setIsOrdering] = useState(false);
  const found = useMemo(() => ({ preview, properties, readTemplate }), [preview, properties, readTemplate]);
  const verdicts = useMemo(() => checkDraft(draft, found), [draft, found]);
  const columnOptions = useMemo(() => listColumnOptions(preview), [preview]);
  const propertyOptions = useMemo(
    () => listPropertyOptions(properties?.properties ?? [], draft.matchProperty),
    [properties, draft.matchProperty],
  );
  return (
    <QuestionCard
      id="fields"
      number={5}
      title="Which properties are written?"
      help="The match property is sent with every row; it needs no mapping of its own."
      isAnswered={draft.fields.length > 0}
      isDimmed={!isOpen}
      dimmedReason="First say how rows are matched."
    >
      <div ref={list} className="grid gap-3">
        {isOrdering && draft.fields.length > 0 && (
          <FieldOrder fields={draft.fields} onMove={(id, to) => dispatch({ type: "move_field", id, to })} />
        )}
        {!isOrdering && draft.fields.length > 0 && (
          <ul aria-label="Mapped properties" className="grid gap-2">
            {draft.fields.map((field, index) => (
              <FieldRow
                key={field.id}
                field={field}
                number={index + 1}
                count={draft.fields.length}
                mode={readMode(draft)}
                preview={preview}
                columnOptions={columnOptions}
                propertyOptions={propertyOptions}
                property={properties?.properties.find(({ name }) => name === field.property)}
                target={draft}
                verdict={verdicts[index] ?? null}
                showOutcomes={() => findOutcomes(draft, index, found)}
                error={findFieldError(errors, index)}
                dispatch={dispatch}
              />
            ))}
          </ul>
        )}
        {draft.fields.length === 0 && isOpen && (
          <p className="text-sm text-muted">
            Nothing is mapped yet: a run would only make sure that each row has its record.
          </p>
        )}
        {properties && isOpen && <RequiredProperties draft={draft} properties={properties} dispatch={dispatch} />}
        <div className="flex flex-wrap gap-2">
          <Button data-adds-row onClick={() => dispatch({ type: "add_fields", fields: [blankField] })}>
            <Plus aria-hidden />
            Add property
          </Button>
          <Button
            disabled={reach.byName.length === 0}
            title={reach.byName.length === 0 ? "No other column is named like a property." : undefined}
            onClick={() => dispatch({ type: "add_fields", fields: reach.byName.map(({ field }) => field) })}
          >
            <Sparkles aria-hidden />
            Suggest ({reach.byName.length})
          </Button>
          <ListTools draft={draft} isOrdering={isOrdering} onOrder={setIsOrdering} dispatch={dispatch} />
        </div>
        {isOpen && <InReach {...reach} dispatch={dispatch} />}
      </div>
    </QuestionCard>
  );
}

const blankField: FieldMapping = { property: "", value: { kind: "column", column: "" }, whenEmpty: "skip" };

type FoundData = Pick<PropertiesCardProps, "preview" | "properties" | "readTemplate">;

/** What the engine says of each field over the preview; without rows to try, whether its property can be written. */
function checkDraft(draft: SyncDraft, { preview, properties, readTemplate }: FoundData): readonly (Verdict | null)[] {
  if (!properties) return [];
  const { match, fields } = toMapping(draft);
  const target = { properties: properties.properties, objectTypeId: draft.objectTypeId };
  const context = { ...target, mode: readMode(draft), readTemplate };
  const verdicts = preview ? checkFields({ ...context, preview }, match, fields) : [];
  return fields.map(({ property }, index) => {
    const problem = explainUnwritable(property, properties.properties);
    return verdicts[index] ?? (problem === null ? null : { kind: "problem", message: problem });
  });
}

function findOutcomes(
  draft: SyncDraft,
  index: number,
  { preview, properties, readTemplate }: FoundData,
): readonly Outcome[] {
  const { match, fields } = toMapping(draft);
  const field = fields[index];
  if (!preview || !properties || !field) return [];
  const context = { preview, properties: properties.properties, objectTypeId: draft.objectTypeId };
  return listOutcomes({ ...context, mode: readMode(draft), readTemplate }, match, field);
}

function findFieldError(errors: CardProps["errors"], index: number): string | undefined {
  const place = `mapping.fields.${index}.`;
  return Object.entries(errors).find(([path]) => path.startsWith(place))?.[1];
}
