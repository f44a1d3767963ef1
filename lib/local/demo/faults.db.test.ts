import { beforeAll, describe, expect, test } from "vitest";
import { compileMapping } from "@/lib/engine/compile-mapping";
import { type MappedRow, mapRow } from "@/lib/engine/map-row";
import type { Column, Property, PropertyType, SourceRow } from "@/lib/engine/types";
import { type Cause, type ExpectedCause, expectedRuns } from "@/lib/local/demo/faults";
import { demoProperties, demoValidationRules } from "@/lib/local/demo/portal-properties";
import { type DemoSync, demoSyncs } from "@/lib/local/demo/syncs";
import { loadWarehouse } from "@/lib/local/demo/warehouse";
import { companyProperties } from "@/lib/local/hubspot-sandbox/portals/defaults/companies";
import { contactProperties } from "@/lib/local/hubspot-sandbox/portals/defaults/contacts";
import { dealProperties } from "@/lib/local/hubspot-sandbox/portals/defaults/deals";
import { defaultPipelines } from "@/lib/local/hubspot-sandbox/portals/defaults/pipelines";
import { testDatabase } from "@/lib/local/testing/database";
import { openSource } from "@/lib/sources/open-source";
import { parsePostgresUrl } from "@/lib/sources/postgres/config";

const url = await testDatabase();
const source = openSource({ kind: "postgres", config: parsePostgresUrl(url) });

beforeAll(async () => {
  await loadWarehouse(url);
});

describe.each(demoSyncs)("the sync of $name", (sync) => {
  test("rejects exactly the rows that it is known to reject, each for one reason", async () => {
    const { columns, rows } = await readAll(sync);
    const { read, rejectedByCause } = expectedRuns[sync.name];
    expect(rows).toHaveLength(read);
    const mapped = mapAll(sync, columns, rows);
    const found = [...findPreflight(sync, mapped), ...findHubSpot(sync, mapped)];
    expect(sortCauses(found)).toEqual(sortCauses(rejectedByCause));
  });
});

async function readAll({ table }: DemoSync): Promise<{ columns: readonly Column[]; rows: SourceRow[] }> {
  const rows: SourceRow[] = [];
  let columns: readonly Column[] = [];
  for await (const batch of source.read({ kind: "table", ...table }, { batchRows: 1000 })) {
    columns = batch.columns;
    rows.push(...batch.rows);
  }
  return { columns, rows };
}

function mapAll(
  { mapping, objectTypeId }: DemoSync,
  columns: readonly Column[],
  rows: readonly SourceRow[],
): MappedRow[] {
  const compilation = compileMapping({
    mapping,
    columns,
    properties: listProperties(objectTypeId),
    objectTypeId,
    mode: "upsert",
  });
  if (!compilation.ok) throw new Error(JSON.stringify(compilation.problems));
  return rows.map((row) => mapRow(compilation.compiled, row));
}

const defaultProperties = { "0-1": contactProperties, "0-2": companyProperties, "0-3": dealProperties };

/** HubSpot's own properties as the sandbox has them, and the demo's. */
function listProperties(objectTypeId: string): Property[] {
  const own = Object.entries(defaultProperties).flatMap(([id, properties]) => (id === objectTypeId ? properties : []));
  const custom = demoProperties.filter((property) => property.objectTypeId === objectTypeId);
  // A property of the portal's own stands in the place of HubSpot's with the same name, as the sandbox has it.
  const names = new Set(custom.map(({ name }) => name));
  return [
    ...own.filter(({ name }) => !names.has(name)),
    ...custom.map((property) => ({ ...property, isReadOnly: false, hasExternalOptions: false, description: "" })),
  ].map((property) => ({
    name: property.name,
    label: property.label,
    type: readPropertyType(property.type),
    fieldType: property.fieldType,
    groupName: property.groupName,
    description: property.description,
    options: (property.options ?? []).map(({ value, label }) => ({ value, label, hidden: false })),
    hasExternalOptions: property.hasExternalOptions,
    isUnique: property.hasUniqueValue ?? false,
    isRequired: false,
    isOneRequired: false,
    groupLabel: property.groupName,
    rules: [],
    canAddOptions: false,
    whyNotMappable: property.isReadOnly ? "It is read-only." : null,
  }));
}

function readPropertyType(type: string): PropertyType {
  const known: readonly PropertyType[] = ["string", "number", "bool", "enumeration", "date", "datetime"];
  return known.find((name) => name === type) ?? "unknown";
}

function findPreflight({ name: sync, mapping }: DemoSync, mapped: readonly MappedRow[]): ExpectedCause[] {
  const copies = countBy(mapped.flatMap(({ key }) => (key === null ? [] : [key])));
  const causes = mapped.flatMap((row): Cause[] => {
    const hasCopies = row.key !== null && (copies.get(row.key) ?? 0) > 1;
    if (row.ok)
      return hasCopies ? [{ stage: "preflight", code: "DUPLICATE_KEY", property: mapping.match.property }] : [];
    expect(row.refusals).toHaveLength(1);
    expect(hasCopies).toBe(false);
    return [{ stage: "preflight", code: row.refusals[0].code, property: row.refusals[0].property ?? "" }];
  });
  return countCauses(sync, causes);
}

/** What HubSpot alone refuses, by the plainest checks: the rules of its answers are the sandbox's to know. */
function findHubSpot({ name: sync, mapping, objectTypeId }: DemoSync, mapped: readonly MappedRow[]): ExpectedCause[] {
  const copies = countBy(mapped.flatMap(({ key }) => (key === null ? [] : [key])));
  const sent = mapped.filter((row) => row.ok && copies.get(row.key) === 1);
  const badges = new Set<string>();
  const stages = (defaultPipelines[objectTypeId] ?? []).flatMap((pipeline) => pipeline.stages.map(({ id }) => id));
  const rule = demoValidationRules.find((found) => found.objectTypeId === objectTypeId);
  const causes = sent.flatMap(({ matchValue, payload }) => {
    const found: Cause[] = [];
    const refuse = (code: string, property: string) => found.push({ stage: "hubspot", code, property });
    const { badge_number: badge, dealstage: stage } = payload;
    if (mapping.match.property === "email" && !/\.[a-z]{2,}$/.test(matchValue ?? "")) refuse("INVALID_EMAIL", "email");
    if (rule && [...(payload[rule.property] ?? "")].length > Number(rule.ruleArguments[0])) {
      refuse("INVALID_MAX_LENGTH", rule.property);
    }
    if (stage !== undefined && !stages.includes(stage)) refuse("INVALID_OPTION", "dealstage");
    if (badge !== undefined && badges.has(badge)) refuse("CONFLICTING_UNIQUE_VALUE", "badge_number");
    if (badge !== undefined) badges.add(badge);
    expect(found.length).toBeLessThan(2);
    return found;
  });
  return countCauses(sync, causes);
}

function countBy(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function countCauses(sync: DemoSync["name"], causes: readonly Cause[]): ExpectedCause[] {
  const counts = countBy(causes.map(nameCause));
  const distinct = new Map(causes.map((cause) => [nameCause(cause), cause]));
  return [...distinct].map(([name, cause]) => ({ sync, ...cause, rows: counts.get(name) ?? 0 }));
}

function sortCauses(causes: readonly ExpectedCause[]): ExpectedCause[] {
  return causes.toSorted((one, other) => nameCause(one).localeCompare(nameCause(other)));
}

function nameCause({ stage, code, property }: Cause): string {
  return `${stage} ${code} ${property}`;
}
