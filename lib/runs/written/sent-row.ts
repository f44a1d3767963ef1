import type pg from "pg";
import type { Actor } from "../../auth/actor";
import { getDb } from "../../db";
import type { Payload, WriteOutcome } from "../../engine/types";
import { giveUpPage } from "./give-up-page";
import { keyEntry, makeSieve, recordEntry } from "./page-sieve";
import { storePage } from "./store-page";
import { encodeWritten } from "./written-row";

/** Whoever stores a page is done by then, or dead. */
const STORING_MS = 10 * 60_000;

export interface RowToSend {
  readonly syncId: string | null;
  readonly portalId: string;
  readonly objectTypeId: string;
  readonly objectLabel: string;
  readonly rowNumber: number;
  readonly key: string;
  readonly matchValue: string;
  readonly payload: Payload;
}

export interface BegunRow {
  readonly id: string;
  readonly key: string;
  readonly workspaceId: string;
  readonly syncId: string | null;
  /** Null where the workspace keeps no values. */
  readonly pageId: string | null;
}

/**
 * Keeps what is about to be sent by hand, before the call: if its sender dies, a look-up tells that it was sent, and that
 * nobody knows what became of it. Throws `storage_failed` where nothing takes its values.
 */
export async function beginSentRow(actor: Actor, row: RowToSend): Promise<BegunRow> {
  const { workspaceId, userId } = actor;
  const { syncId, portalId, objectTypeId, objectLabel, key } = row;
  const db = getDb();
  const { valuesKeptDays } = await db.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { valuesKeptDays: true },
  });
  // Before its file is there: a file that has no row would be found and deleted by nobody.
  const page = { index: 0, rows: 1, sieve: makeSieve([keyEntry(key)]), moveAt: new Date(Date.now() + STORING_MS) };
  const { id, written } = await db.sentRow.create({
    data: {
      ...{ workspaceId, userId, syncId, portalId, objectTypeId, objectLabel },
      ...(valuesKeptDays > 0 && { written: { create: page } }),
    },
    select: { id: true, written: { select: { id: true } } },
  });
  const begun = { id, key, workspaceId, syncId, pageId: written?.id ?? null };
  if (begun.pageId !== null) await storeValues(begun, begun.pageId, row);
  return begun;
}

async function storeValues(begun: BegunRow, pageId: string, row: RowToSend): Promise<void> {
  const { key, matchValue, rowNumber } = row;
  const payload = Object.fromEntries(Object.entries(row.payload));
  // What became of it, and of which record, stands in its row once it is known.
  const line = { key, recordId: null, rowNumber, matchValue, outcome: "unconfirmed" as const, payload };
  try {
    const stored = await storePage({ ...begun, writerId: begun.id }, 0, encodeWritten([line]));
    await getDb().writtenPage.updateMany({ where: { id: pageId }, data: stored });
  } catch (thrown) {
    await forgetSentRow(begun);
    throw thrown;
  }
}

/** Keeps what became of a row, in the transaction that keeps what HubSpot has accepted. */
export async function recordAnswer(
  client: pg.ClientBase,
  { id, key }: BegunRow,
  sent: Exclude<WriteOutcome, { kind: "rejected" }>,
): Promise<void> {
  const { kind, recordId } = sent;
  const leftOut = kind === "skipped" ? [] : (sent.leftOut ?? []);
  await client.query('update "SentRow" set outcome = $2, "recordId" = $3, "leftOut" = $4 where id = $1', [
    id,
    kind,
    recordId,
    leftOut,
  ]);
  const entries = [keyEntry(key), ...(recordId === null ? [] : [recordEntry(recordId)])];
  await client.query('update "WrittenPage" set sieve = $2 where "sentRowId" = $1', [
    id,
    Buffer.from(makeSieve(entries)),
  ]);
}

/** A row that HubSpot didn't take was not written. */
export async function forgetSentRow({ id, pageId, ...owner }: BegunRow): Promise<void> {
  if (pageId !== null) await giveUpPage({ id: pageId, writerId: id, index: 0, ...owner });
  await getDb().sentRow.deleteMany({ where: { id } });
}
