import { RecordOutcome } from "../../api/records";
import { getDb } from "../../db";
import type { FoundPage } from "./find-pages";
import type { WrittenRow } from "./written-row";

const sentRowSelect = {
  id: true,
  portalId: true,
  objectTypeId: true,
  objectLabel: true,
  outcome: true,
  recordId: true,
  leftOut: true,
  user: { select: { name: true } },
  sync: { select: { id: true, name: true } },
} as const;

export type FoundSentRow = Awaited<ReturnType<typeof readSentRows>>[number];

/** The rows sent by hand that some pages are of, by their ids. */
export async function findSentRows(pages: readonly FoundPage[]): Promise<ReadonlyMap<string, FoundSentRow>> {
  const ids = pages.flatMap(({ sentRowId }) => sentRowId ?? []);
  const rows = ids.length === 0 ? [] : await readSentRows(ids);
  return new Map(rows.map((row) => [row.id, row]));
}

function readSentRows(ids: readonly string[]) {
  return getDb().sentRow.findMany({ where: { id: { in: [...ids] } }, select: sentRowSelect });
}

/** The values of a row as they were written, with what HubSpot answered: the page was made before it was asked. */
export function addAnswer(row: WrittenRow, { outcome, recordId, leftOut }: FoundSentRow): WrittenRow {
  const known = outcome === null ? "unconfirmed" : RecordOutcome.parse(outcome);
  const written = Object.entries(row.payload).filter(
    ([property]) => known !== "skipped" && !leftOut.includes(property),
  );
  return { ...row, outcome: known, recordId, payload: Object.fromEntries(written) };
}
