import type { PreviewView } from "@/lib/api/sources";
import { type CompiledMapping, compileMapping } from "@/lib/engine/compile-mapping";
import { mapRow } from "@/lib/engine/map-row";
import type { MappingProblem } from "@/lib/engine/mapping-problems";
import type { ReadTemplate } from "@/lib/engine/template";
import type { FieldMapping, Mapping, MatchMapping, Property, Refusal, WriteMode } from "@/lib/engine/types";

/** What the preview's rows are checked against. */
export interface CheckContext {
  readonly preview: PreviewView;
  readonly properties: readonly Property[];
  readonly objectTypeId: string;
  readonly mode: WriteMode;
  /** Loaded with the first template: until it is there, nobody knows what a template does. */
  readonly readTemplate?: ReadTemplate | null | undefined;
}

/** What the engine says of one field, or of the match, over the rows of the preview. */
export type Verdict =
  | { readonly kind: "problem"; readonly message: string }
  | {
      readonly kind: "checked";
      readonly fit: number;
      readonly rows: number;
      readonly firstRefusal: string | null;
      /** The first value that is no option of the property; null when there is none such. */
      readonly refusedOption: string | null;
      /** Rows that would be sent without the value, since it is invalid and the field leaves those out. */
      readonly leftOut: number;
      /** The first value that HubSpot would be sent; null when all are empty or refused. */
      readonly sample: string | null;
    };

export interface MatchVerdict {
  readonly verdict: Verdict;
  /** Rows whose record another row of the preview has named before them. */
  readonly duplicates: number;
}

export function checkMatch(context: CheckContext, match: MatchMapping): MatchVerdict {
  const compiled = compileMapping({ ...splitContext(context), mapping: { match, fields: [] } });
  if (!compiled.ok) return { verdict: joinProblems(compiled.problems), duplicates: 0 };
  const rows = context.preview.rows.map((row) => mapRow(compiled.compiled, row));
  const read = rows.flatMap((row) => (row.ok ? [row] : []));
  const refused = rows.flatMap((row) => (row.ok ? [] : [row.refusals[0].message]));
  const verdict = {
    kind: "checked",
    fit: read.length,
    rows: rows.length,
    firstRefusal: refused[0] ?? null,
    refusedOption: null,
    leftOut: 0,
    sample: read[0]?.matchValue ?? null,
  } as const;
  return { verdict, duplicates: read.length - new Set(read.map(({ key }) => key)).size };
}

/**
 * One verdict for each field, in order: each is mapped on its own beside the match, so that a bad field never hides
 * what the others do. Null for a field that isn't filled in yet, and while the match can't be compiled: its own verdict
 * says why.
 */
export function checkFields(
  context: CheckContext,
  match: MatchMapping,
  fields: readonly FieldMapping[],
): readonly (Verdict | null)[] {
  const parts = splitContext(context);
  if (!compileMapping({ ...parts, mapping: { match, fields: [] } }).ok) return fields.map(() => null);
  const taken = new Set<string>();
  return fields.map((field) => {
    const isTwice = field.property !== "" && taken.has(field.property);
    taken.add(field.property);
    if (isUnread(context, field)) return null;
    if (isUnfinished(field)) return checkTemplateAlone(parts, match, field);
    if (isTwice) return { kind: "problem", message: "Another row writes this property already. Keep one of them." };
    const compiled = compileMapping({ ...parts, mapping: { match, fields: [field] } });
    return compiled.ok ? checkField(context, compiled.compiled, field) : joinProblems(compiled.problems);
  });
}

/** What would stop a run of this mapping before it reads a row; the preview's columns and the properties decide. */
export function listMappingProblems(context: CheckContext, mapping: Mapping): readonly MappingProblem[] {
  const compiled = compileMapping({ ...splitContext(context), mapping });
  return compiled.ok ? [] : compiled.problems;
}

/** What keeps a field from being written whatever the rows bring: its property is gone, or read-only by now. */
export function explainUnwritable(name: string, properties: readonly Property[]): string | null {
  if (name === "") return null;
  const property = properties.find((candidate) => candidate.name === name);
  if (property === undefined) {
    return `HubSpot has no property \`${name}\` here: it was archived, or belongs to another object type. Restore it there and refresh the properties, choose another one, or remove the row.`;
  }
  return property.whyNotMappable === null
    ? null
    : `${property.label} (\`${name}\`) can't be written, so choose another property. ${property.whyNotMappable}`;
}

/** What HubSpot wants for a new record and nothing writes: all of `every`, and one of `oneOf`. */
export interface UnmappedRequired {
  readonly every: readonly Property[];
  readonly oneOf: readonly Property[];
}

/** Both are empty where nothing is missing, or the mode creates nothing. */
export function listUnmappedRequired(
  { properties, mode }: Pick<CheckContext, "properties" | "mode">,
  { match, fields }: Mapping,
): UnmappedRequired {
  if (mode === "update") return { every: [], oneOf: [] };
  const written = new Set([match.property, ...fields.map(({ property }) => property)]);
  const oneOf = properties.filter(({ isOneRequired }) => isOneRequired);
  return {
    every: properties.filter(({ name, isRequired }) => isRequired && !written.has(name)),
    oneOf: oneOf.some(({ name }) => written.has(name)) ? [] : oneOf,
  };
}

function isUnfinished({ property, value }: FieldMapping): boolean {
  if (property === "") return true;
  return (value.kind === "column" && value.column === "") || (value.kind === "template" && value.template === "");
}

/** A template can be wrong before anybody has said what it is for. */
function checkTemplateAlone(
  parts: ReturnType<typeof splitContext>,
  match: MatchMapping,
  field: FieldMapping,
): Verdict | null {
  if (field.value.kind !== "template" || field.value.template === "") return null;
  const compiled = compileMapping({ ...parts, mapping: { match, fields: [field] } });
  const problems = compiled.ok ? [] : compiled.problems.filter(({ code }) => code !== "PROPERTY_MISSING");
  return problems.length === 0 ? null : joinProblems(problems);
}

function isUnread({ readTemplate }: CheckContext, { value }: FieldMapping): boolean {
  return value.kind === "template" && !readTemplate;
}

function checkField({ preview }: CheckContext, compiled: CompiledMapping, { property }: FieldMapping): Verdict {
  const refusals: Refusal[] = [];
  let sample: string | null = null;
  let fit = 0;
  let leftOut = 0;
  for (const row of preview.rows) {
    const mapped = mapRow(compiled, row);
    const refusal = mapped.ok ? undefined : mapped.refusals.find((candidate) => candidate.property === property);
    if (refusal) refusals.push(refusal);
    else fit += 1;
    if (mapped.ok && mapped.leftOut.length > 0) leftOut += 1;
    sample ||= mapped.payload[property] ?? null;
  }
  return {
    kind: "checked",
    fit,
    rows: preview.rows.length,
    firstRefusal: refusals[0]?.message ?? null,
    refusedOption: refusals.find(({ option }) => option !== null)?.option ?? null,
    leftOut,
    sample,
  };
}

export function splitContext({ preview, properties, objectTypeId, mode, readTemplate }: CheckContext) {
  return { columns: preview.columns, properties, objectTypeId, mode, readTemplate };
}

function joinProblems(problems: readonly { readonly message: string }[]): Verdict {
  return { kind: "problem", message: problems.map(({ message }) => message).join(" ") };
}
