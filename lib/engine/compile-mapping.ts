import { createConverter } from "./convert-value";
import type { Converter } from "./converter";
import { hasUniqueValues, isEmailMatch, isRecordIdMatch, listMatchProperties } from "./list-match-properties";
import * as problem from "./mapping-problems";
import type { MatchTarget } from "./read-match-value";
import { createShape, listRepeated } from "./shape-value";
import type { FillTemplate, ReadTemplate } from "./template";
import type { Column, ColumnType, FieldMapping, Mapping, Property, WriteMode } from "./types";

/** A mapping prepared for the rows of one query: what doesn't depend on the row is done. */
export interface CompiledMapping {
  readonly match: MatchTarget & { readonly columnIndex: number };
  readonly fields: readonly CompiledField[];
}

export type CompiledField =
  | ({ readonly kind: "column"; readonly columnIndex: number } & ConvertedField)
  | ({ readonly kind: "template"; readonly fill: FillTemplate } & ConvertedField)
  | { readonly kind: "constant"; readonly property: string; readonly value: string };

interface ConvertedField {
  readonly property: string;
  readonly convert: Converter;
  readonly clearsWhenEmpty: boolean;
  readonly isLeftOutWhenInvalid: boolean;
}

export interface MappingContext {
  readonly mapping: Mapping;
  /** The columns of the source's query, in the order of its rows' cells. */
  readonly columns: readonly Column[];
  /** The object type's properties as the portal has them now. */
  readonly properties: readonly Property[];
  readonly objectTypeId: string;
  readonly mode: WriteMode;
  /** Where it is left out, a template is a problem. */
  readonly readTemplate?: ReadTemplate | null | undefined;
}

/**
 * Checks a mapping against the query's columns and the portal's properties, and prepares it for `mapRow`. All problems
 * come at once. A mapping of nothing but the match is fine: it creates records. Never throws.
 */
export function compileMapping(
  context: MappingContext,
): { ok: true; compiled: CompiledMapping } | { ok: false; problems: problem.MappingProblem[] } {
  const problems: problem.MappingProblem[] = [];
  const match = compileMatch(context, problems);
  const fields: CompiledField[] = [];
  const taken = new Set<string>();
  for (const field of context.mapping.fields) {
    const isTwice = field.property !== "" && taken.has(field.property);
    if (isTwice) problems.push(problem.reportPropertyTwice(problem.placeOf(field.property, field.value)));
    taken.add(field.property);
    const compiled = compileField(context, field, problems);
    if (compiled !== null) fields.push(compiled);
  }
  if (match === null || problems.length > 0) return { ok: false, problems };
  return { ok: true, compiled: { match, fields } };
}

function compileMatch(context: MappingContext, problems: problem.MappingProblem[]): CompiledMapping["match"] | null {
  const { objectTypeId, properties, mapping } = context;
  const place = mapping.match;
  if (place.property === "" || place.column === "") {
    problems.push(problem.reportNoMatch(place));
    return null;
  }
  const found = findColumn(context, place, problems);
  const property = findMatchProperty(context, problems);
  if (property !== null && isRecordIdMatch(property) && context.mode === "create") {
    problems.push(problem.reportMatchCreatesNothing(place));
  }
  if (property !== null && !hasUniqueValues(objectTypeId, property)) {
    problems.push(problem.reportMatchNotUnique(place, property, adviseMatch(objectTypeId, properties)));
  }
  if (found === null || property === null) return null;
  return { property: property.name, kind: selectMatchKind(objectTypeId, property), columnIndex: found.index };
}

function adviseMatch(objectTypeId: string, properties: readonly Property[]): string {
  const usable = listMatchProperties(objectTypeId, properties);
  return usable.whyNone ?? `Choose ${usable.properties.slice(0, 5).map(problem.nameProperty).join(" or ")}.`;
}

function selectMatchKind(objectTypeId: string, property: Property): MatchTarget["kind"] {
  if (isEmailMatch(objectTypeId, property)) return "email";
  if (isRecordIdMatch(property)) return "recordId";
  return property.type === "number" ? "number" : "text";
}

/** The record id can be matched by, although nobody can write it. */
function findMatchProperty(context: MappingContext, problems: problem.MappingProblem[]): Property | null {
  const { match } = context.mapping;
  const known = context.properties.find(({ name }) => name === match.property);
  return known && isRecordIdMatch(known) ? known : findProperty(context, match, problems);
}

/** Null when there is a problem, or nothing to write. */
function compileField(
  context: MappingContext,
  field: FieldMapping,
  problems: problem.MappingProblem[],
): CompiledField | null {
  const { value } = field;
  const place = problem.placeOf(field.property, value);
  const isMatch = place.property !== "" && place.property === context.mapping.match.property;
  if (isMatch) problems.push(problem.reportMatchAlsoMapped(place));
  const property = findProperty(context, place, problems);
  checkConversions(field, property, problems);
  checkWriteRule(context, field, problems);
  if (value.kind === "constant") return property && compileConstant(property, field, value.value, problems);
  if (value.kind === "template") {
    const fill = compileTemplate(context, place, value.template, problems);
    if (property === null || fill === null) return null;
    return { kind: "template", fill, ...convertInto(property, "text", field) };
  }
  const found = findColumn(context, place, problems);
  if (property === null || found === null) return null;
  return { kind: "column", columnIndex: found.index, ...convertInto(property, found.column.type, field) };
}

function convertInto(property: Property, columnType: ColumnType, field: FieldMapping): ConvertedField {
  return {
    property: property.name,
    convert: createConverter(property, columnType, createShape(field, property)),
    clearsWhenEmpty: field.whenEmpty === "clear",
    isLeftOutWhenInvalid: field.whenInvalid === "skip",
  };
}

/** All columns that a template takes have to be there, each once. */
function compileTemplate(
  context: MappingContext,
  place: problem.MappingPlace,
  template: string,
  problems: problem.MappingProblem[],
): FillTemplate | null {
  const reading = context.readTemplate?.(template);
  if (!reading?.ok) {
    problems.push(problem.reportTemplateInvalid(place, reading?.faults ?? null));
  }
  const taken = [...(reading?.columns.keys() ?? [])];
  const found = taken.map((column) => findColumn(context, { ...place, column }, problems));
  return !reading?.ok || found.includes(null) ? null : reading.bind(context.columns);
}

/** A record that is only updated was there before, so that what is written when one is created is never written. */
function checkWriteRule(
  { mode, mapping }: MappingContext,
  field: FieldMapping,
  problems: problem.MappingProblem[],
): void {
  if (field.write !== "on_create") return;
  if (mode !== "update" && !isRecordIdMatch({ name: mapping.match.property })) return;
  problems.push(problem.reportNeverWritten(problem.placeOf(field.property, field.value)));
}

function checkConversions(field: FieldMapping, property: Property | null, problems: problem.MappingProblem[]): void {
  const place = problem.placeOf(field.property, field.value);
  const { clean = [], valueMap = [], whenInvalid = "reject" } = field;
  if (field.value.kind === "constant") {
    if (clean.length > 0 || valueMap.length > 0 || whenInvalid === "skip") {
      problems.push(problem.reportConstantConverted(place));
    }
    return;
  }
  if (clean.includes("lower") && clean.includes("upper")) problems.push(problem.reportCleanContradicts(place));
  const [repeated] = property === null ? [] : listRepeated(field, property);
  if (repeated !== undefined) problems.push(problem.reportValueMappedTwice(place, repeated));
}

/** A constant is converted once. An empty one that is to be skipped never writes anything (null). */
function compileConstant(
  property: Property,
  { whenEmpty, value: mappedValue }: FieldMapping,
  text: string,
  problems: problem.MappingProblem[],
): CompiledField | null {
  const converted = createConverter(property, "text")(text);
  const value = converted === null && whenEmpty === "clear" ? "" : converted;
  if (value === null) return null;
  if (typeof value === "string") return { kind: "constant", property: property.name, value };
  const place = problem.placeOf(property.name, mappedValue);
  problems.push(problem.reportConstantInvalid(place, property, value.message));
  return null;
}

function findColumn(
  { columns }: MappingContext,
  place: problem.MappingPlace,
  problems: problem.MappingProblem[],
): { column: Column; index: number } | null {
  const index = columns.findIndex(({ name }) => name === place.column);
  const column = columns[index];
  if (column === undefined) {
    problems.push(problem.reportColumnMissing(place));
    return null;
  }
  if (columns.slice(index + 1).some(({ name }) => name === place.column)) {
    problems.push(problem.reportColumnAmbiguous(place));
    return null;
  }
  return { column, index };
}

function findProperty(
  { properties }: MappingContext,
  place: problem.MappingPlace,
  problems: problem.MappingProblem[],
): Property | null {
  const property = properties.find(({ name }) => name === place.property);
  if (property === undefined) {
    problems.push(problem.reportPropertyMissing(place));
    return null;
  }
  if (property.whyNotMappable !== null) {
    problems.push(problem.reportPropertyNotMappable(place, property, property.whyNotMappable));
    return null;
  }
  return property;
}
