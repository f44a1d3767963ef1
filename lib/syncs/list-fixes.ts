import type { FixesView, FixView } from "../api/fixes";
import type { RejectView } from "../api/runs";
import type { SyncView } from "../api/syncs";
import type { Actor } from "../auth/actor";
import { readProperties, refreshProperties } from "../connections/read-properties";
import type { Fix } from "../engine/fixes";
import { type FixQuestion, listFixes as listInEngine } from "../engine/list-fixes";
import { hasOrder } from "../engine/query-order";
import { readTemplate } from "../engine/read-template";
import type { Cell, Column, Property } from "../engine/types";
import { listRejects } from "../runs/list-rejects";
import { openRejectFiles } from "../runs/reject-files";
import { getSync } from "./get-sync";
import { type CauseOfRun, explainDrift, readCause } from "./read-cause";

const MAX_OWNERS = 3;

interface Place {
  readonly runId: string;
  readonly causeId: string;
}

/** What can be done about a cause of a run, in its sync as it is now, tried on some of the cause's rows. */
export async function listFixes(actor: Actor, place: Place): Promise<FixesView> {
  const found = await readCause(actor, place);
  const sync = await getSync(actor, { syncId: found.syncId });
  const note = explainDrift(sync, found.snapshot);
  if (note !== null) return { fixes: [{ kind: "edit_sync", place: "" }], isFixed: false, note, syncId: sync.id };
  const question = await makeQuestion(actor, { place, found, sync });
  const { fixes, isFixed } = listInEngine(question);
  return { fixes: fixes.map(viewFix), isFixed, note: null, syncId: sync.id };
}

interface Facts {
  readonly place: Place;
  readonly found: CauseOfRun;
  readonly sync: SyncView;
}

async function makeQuestion(actor: Actor, { place, found, sync }: Facts): Promise<FixQuestion> {
  const { cause } = found;
  const field = sync.mapping.fields.find(({ property }) => property === cause.property) ?? null;
  const [{ rejects, columns }, properties] = await Promise.all([
    found.hasFiles ? readRows(actor, place) : noRows,
    readCurrentProperties(actor, sync, found),
  ]);
  const column = field?.value.kind === "column" ? field.value.column : null;
  return {
    cause,
    field,
    property: properties.find(({ name }) => name === cause.property) ?? null,
    columnType: columns.find(({ name }) => name === column)?.type ?? "text",
    cells:
      field?.value.kind === "template" ? fillIn(field.value.template, rejects, columns) : readCells(rejects, column),
    owners: listOwners(rejects),
    match: sync.mapping.match,
    duplicates: sync.duplicates,
    isOrdered: hasOrder(sync.query),
  };
}

function readCells(rejects: readonly RejectView[], column: string | null): Cell[] {
  return rejects.flatMap(({ row }) => row.filter((cell) => cell.column === column).map(({ value }) => value));
}

/** What a template makes of the rows: what goes on its way in place of a column's cells. */
function fillIn(template: string, rejects: readonly RejectView[], columns: readonly Column[]): Cell[] {
  const reading = readTemplate(template);
  const isThere = (name: string) => columns.some((column) => column.name === name);
  if (!reading.ok || ![...reading.columns.keys()].every(isThere)) return [];
  const fill = reading.bind(columns);
  return rejects.flatMap(({ row }) => {
    const filled = fill(columns.map(({ name }) => row.find(({ column }) => column === name)?.value ?? null));
    return typeof filled === "string" ? [filled] : [];
  });
}

interface SomeRows {
  readonly rejects: readonly RejectView[];
  readonly columns: readonly Column[];
}

const noRows: SomeRows = { rejects: [], columns: [] };

async function readRows(actor: Actor, place: Place): Promise<SomeRows> {
  const [{ rejects }, files] = await Promise.all([listRejects(actor, place), openRejectFiles({ id: place.runId })]);
  return { rejects, columns: files?.columns ?? [] };
}

/** What HubSpot refused may have changed there since the properties were read for the run. */
async function readCurrentProperties(
  actor: Actor,
  sync: SyncView,
  { cause, endedAt }: CauseOfRun,
): Promise<readonly Property[]> {
  const kept = await readProperties(actor, sync);
  const isOlder = endedAt === null || new Date(kept.fetchedAt) < endedAt;
  return (cause.stage === "preflight" || !isOlder ? kept : await refreshProperties(actor, sync)).properties;
}

function listOwners(rejects: readonly RejectView[]): FixQuestion["owners"] {
  const byUrl = new Map<string, FixQuestion["owners"][number]>();
  for (const { matchValue, existingRecordUrl: url } of rejects) {
    if (url !== null && !byUrl.has(url)) byUrl.set(url, { matchValue, url });
  }
  return [...byUrl.values()].slice(0, MAX_OWNERS);
}

export function viewFix(fix: Fix): FixView {
  if (fix.kind === "clean") return { ...fix, steps: [...fix.steps] };
  return fix.kind === "map_value" ? { ...fix, values: fix.values.map((value) => ({ ...value })) } : fix;
}
