"use client";

import type { Dispatch } from "react";
import { AddOption } from "@/components/connections/add-option";
import { Backticked } from "@/components/ui/backticked";
import { Combobox, type ComboboxOption } from "@/components/ui/combobox";
import { Select } from "@/components/ui/select";
import type { PropertyView } from "@/lib/api/portals";
import type { PreviewView } from "@/lib/api/sources";
import { placeOfField } from "@/lib/engine/fixes";
import type { WriteMode } from "@/lib/engine/types";
import type { Edit } from "../draft/edit-draft";
import type { DraftField } from "../draft/sync-draft";
import type { Verdict } from "../mapping/check-mapping";
import { describeRules } from "../mapping/describe-rule";
import type { Outcome } from "../mapping/list-outcomes";
import { CheckLine } from "./check-line";
import { FieldConversions } from "./conversions/field-conversions";
import { FieldValue } from "./field-value";
import { RowActions } from "./fields/row-actions";
import { WriteRuleSelect } from "./fields/write-rule-select";
import { Sample } from "./sample";

/** Where the mapping's properties are. */
export interface FieldTarget {
  readonly portalId: string;
  readonly objectTypeId: string;
}

interface FieldRowProps {
  field: DraftField;
  number: number;
  /** How many rows there are. */
  count: number;
  mode: WriteMode;
  preview: PreviewView | undefined;
  columnOptions: readonly ComboboxOption[];
  propertyOptions: readonly ComboboxOption[];
  /** Undefined while none is chosen, or the properties aren't there. */
  property: PropertyView | undefined;
  target: FieldTarget;
  verdict: Verdict | null;
  /** What the field makes of the preview's values; asked for while its conversions are open. */
  showOutcomes: () => readonly Outcome[];
  error: string | undefined;
  dispatch: Dispatch<Edit>;
}

/** One mapping: value → property, what an empty value does, and what the preview says of it. */
export function FieldRow(props: FieldRowProps) {
  const { field, number, preview, propertyOptions, property, target, verdict, showOutcomes, error, dispatch } = props;
  const { count, mode, columnOptions } = props;
  const change = (part: Partial<Omit<DraftField, "id">>) =>
    dispatch({ type: "change_field", id: field.id, change: part });
  const name = field.property || `row ${number}`;
  const fault = findFault(error, verdict);
  const rules = describeRules(property?.rules ?? []);
  const refusedOption = verdict?.kind === "checked" && property?.canAddOptions ? verdict.refusedOption : null;
  const hasRows = verdict?.kind === "checked" && verdict.rows > 0;
  const fits =
    fault === null && hasRows ? `${verdict.fit - verdict.leftOut} of ${verdict.rows} preview rows fit` : null;
  const leftOut = hasRows ? verdict.leftOut : 0;

  return (
    <li
      id={field.property === "" ? undefined : placeOfField(field.property)}
      data-row={field.id}
      aria-label={`Mapping ${number}`}
      className="grid scroll-mt-4 scroll-mb-32 gap-1.5 rounded-md border px-3 py-2.5 target:border-accent"
    >
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-2 gap-y-1.5 lg:grid-cols-[minmax(0,1fr)_8.75rem_minmax(0,1fr)_11rem_auto]">
        <FieldValue field={field} number={number} preview={preview} columns={columnOptions} onChange={change} />
        <div className="col-span-2 min-w-0 lg:col-span-1">
          <WriteRuleSelect name={name} mode={mode} value={field.write} onChange={(write) => change({ write })} />
        </div>
        <div className="col-span-2 min-w-0 lg:col-span-1">
          <Combobox
            aria-label={`Property of mapping ${number}`}
            options={propertyOptions}
            value={field.property || null}
            onChange={(chosen) => change({ property: chosen })}
            placeholder="Choose a property"
            searchPlaceholder="Search properties"
            emptyText="No property is named like this. Create it in HubSpot, then refresh the properties above."
          />
          {verdict?.kind === "checked" && verdict.sample && <Sample value={verdict.sample} />}
          {rules !== null && (
            <p className="mt-1 text-xs wrap-anywhere text-muted">
              <Backticked text={rules} />
            </p>
          )}
        </div>
        <div className="min-w-0">
          <Select
            aria-label={`When ${name} is empty`}
            value={field.whenEmpty}
            onChange={({ target }) => change({ whenEmpty: target.value === "clear" ? "clear" : "skip" })}
          >
            <option value="skip">Empty: leave as it is</option>
            <option value="clear">Empty: clear</option>
          </Select>
          {fits !== null && (
            <div className="mt-1">
              <CheckLine isGood={leftOut === 0}>
                {fits}
                {leftOut > 0 && `, ${leftOut} without the value`}
              </CheckLine>
            </div>
          )}
        </div>
        <RowActions name={name} id={field.id} place={number - 1} count={count} dispatch={dispatch} />
      </div>
      {fault !== null && (
        <CheckLine isGood={false}>
          <Backticked text={fault} />
        </CheckLine>
      )}
      {field.kind !== "constant" && (
        <FieldConversions field={field} name={name} property={property} showOutcomes={showOutcomes} onChange={change} />
      )}
      {refusedOption !== null && property && (
        <div className="min-w-0">
          <AddOption
            portalId={target.portalId}
            objectTypeId={target.objectTypeId}
            property={property}
            value={refusedOption}
          />
        </div>
      )}
    </li>
  );
}

/** What is wrong, in words: what keeps the sync from being saved first, then what the engine found; null if nothing. */
function findFault(error: string | undefined, verdict: Verdict | null): string | null {
  if (error !== undefined) return error;
  if (verdict === null) return null;
  if (verdict.kind === "problem") return verdict.message;
  if (verdict.firstRefusal === null) return null;
  return `${verdict.fit} of ${verdict.rows} preview rows fit. ${verdict.firstRefusal}`;
}
