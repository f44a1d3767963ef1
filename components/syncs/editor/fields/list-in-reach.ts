import type { PropertiesView } from "@/lib/api/portals";
import type { PreviewView } from "@/lib/api/sources";
import { listReadColumns } from "@/lib/engine/list-read-columns";
import { type SuggestedField, suggestFields } from "@/lib/engine/suggest-mapping";
import type { ReadTemplate } from "@/lib/engine/template";
import type { Column, Property } from "@/lib/engine/types";
import { type SyncDraft, toMapping } from "../../draft/sync-draft";

export interface Reach {
  /** By names: all of them are accepted at once. */
  readonly byName: readonly SuggestedField[];
  /** By names and values, to be accepted one by one. */
  readonly suggestions: readonly SuggestedField[];
  readonly columns: readonly Column[];
  /** Required, or of those that people map most. */
  readonly properties: readonly Property[];
}

const nothing: Reach = { byName: [], suggestions: [], columns: [], properties: [] };

/** Properties of HubSpot's own that most teams keep up. */
const popular: readonly string[] = [
  ...[
    "email",
    "firstname",
    "lastname",
    "phone",
    "mobilephone",
    "company",
    "jobtitle",
    "lifecyclestage",
    "city",
    "country",
  ],
  ...["name", "domain", "industry", "numberofemployees", "annualrevenue"],
  ...["dealname", "amount", "dealstage", "pipeline", "closedate"],
  ...["subject", "content", "hs_pipeline_stage", "hs_sku", "price"],
];

/** What nothing of the draft uses yet. */
export function listInReach(
  draft: SyncDraft,
  preview: PreviewView | undefined,
  properties: PropertiesView | undefined,
  readTemplate: ReadTemplate | null,
): Reach {
  if (!preview || !properties) return nothing;
  const { match, fields } = toMapping(draft);
  const used = new Set([match.column, ...fields.flatMap(({ value }) => listReadColumns(value, readTemplate))]);
  const written = new Set([match.property, ...fields.map(({ property }) => property)]);
  const places = preview.columns.flatMap(({ name }, index) => (used.has(name) ? [] : [index]));
  const columns = preview.columns.filter(({ name }) => !used.has(name));
  const open = properties.properties.filter(({ name }) => !written.has(name));
  const rows = preview.rows.map((row) => places.map((index) => row[index] ?? null));
  return {
    byName: suggestFields(columns, open),
    suggestions: suggestFields(columns, open, rows),
    columns,
    properties: open.filter(
      ({ name, isRequired, whyNotMappable }) => whyNotMappable === null && (isRequired || popular.includes(name)),
    ),
  };
}
