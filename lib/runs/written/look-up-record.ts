import type { RecordHistory, RecordQuestion } from "../../api/records";
import { type Actor, requireRole } from "../../auth/actor";
import { getDb } from "../../db";
import { readMatchValue } from "../../engine/read-match-value";
import { AppError } from "../../errors";
import { maskValue } from "../../hubspot/describe-call";
import { recordAuditEvent } from "../../members/record-audit-event";
import { findGaps } from "./find-gaps";
import { type FoundPage, findPages } from "./find-pages";
import { keyEntry, recordEntry } from "./page-sieve";
import { type PlacedPage, readPage } from "./read-page";
import { addAnswer, findSentRows } from "./sent-answers";
import { type FoundWrite, findKnownRecords, viewWrites } from "./view-writes";
import { couldBeWritten } from "./written-row";

/** So many pages are looked through before somebody is shown what was found, and so long. */
const MOST_PAGES = 20;
const PATIENCE_MS = 2_000;

/**
 * All that Sluice wrote to a record, by a match value of its row or by its id, the latest first, as far as it is kept.
 * Who looks is kept in the audit log: these are values of people.
 */
export async function lookUpRecord(actor: Actor, { value, cursor }: RecordQuestion): Promise<RecordHistory> {
  requireRole(actor, "editor");
  const asked = readQuestion(value);
  const after = readCursor(cursor);
  if (!after) {
    const summary = `Looked up what was written to ${maskValue(value)}`;
    await recordAuditEvent(actor, { action: "record.looked_up", targetId: actor.workspaceId, summary });
  }
  const entries = [...asked.keys.map(keyEntry), ...(asked.recordId === null ? [] : [recordEntry(asked.recordId)])];
  const { workspaceId } = actor;
  const pages = await findPages({ workspaceId, entries, after, most: MOST_PAGES + 1 });
  const { found, next } = await readPages(pages, asked);
  const keys = [...new Set([...asked.keys, ...found.map(({ row }) => row.key)])];
  const [writes, known, gaps, workspace] = await Promise.all([
    viewWrites(actor, found),
    after ? [] : findKnownRecords(actor, keys),
    findGaps(actor),
    getDb().workspace.findUniqueOrThrow({ where: { id: workspaceId }, select: { valuesKeptDays: true } }),
  ]);
  return {
    writes,
    nextCursor: next && `${next.writerId}.${next.index}`,
    known,
    gaps,
    keptDays: workspace.valuesKeptDays,
  };
}

interface Asked {
  /** The key that it would have, by the kinds of match properties that take it. */
  readonly keys: readonly string[];
  readonly recordId: string | null;
}

function readQuestion(value: string): Asked {
  const kinds = ["email", "number", "text", "recordId"] as const;
  const readings = kinds.map((kind) => readMatchValue({ property: "", kind }, value));
  const keys = [...new Set(readings.flatMap((reading) => (reading.ok ? [reading.key] : [])))];
  return { keys, recordId: /^\d{1,19}$/.test(value) ? value : null };
}

function readCursor(cursor: string | undefined): Pick<PlacedPage, "writerId" | "index"> | null {
  if (cursor === undefined) return null;
  const [, writerId, index] = /^([0-9a-f-]{36})\.(\d{1,9})$/.exec(cursor) ?? [];
  if (!writerId || !index)
    throw new AppError("invalid_input", "There is no such place to look on from. Look it up anew.");
  return { writerId, index: Number(index) };
}

async function readPages(
  pages: readonly FoundPage[],
  asked: Asked,
): Promise<{ found: FoundWrite[]; next: FoundPage | null }> {
  const begunAt = performance.now();
  const couldBeAsked = couldBeWritten(asked.keys, asked.recordId);
  const sent = await findSentRows(pages);
  const found: FoundWrite[] = [];
  for (const [count, page] of pages.entries()) {
    const byHand = sent.get(page.sentRowId ?? "") ?? null;
    for await (const { row: written } of readOrPass(page, byHand ? () => true : couldBeAsked)) {
      const row = byHand ? addAnswer(written, byHand) : written;
      const isRecord = asked.recordId !== null && row.recordId === asked.recordId;
      if (isRecord || asked.keys.includes(row.key)) found.push({ page, byHand, row });
    }
    const isLast = count === pages.length - 1;
    const isEnough = count === MOST_PAGES - 1 || performance.now() - begunAt > PATIENCE_MS;
    if (isEnough && !isLast) return { found, next: page };
  }
  return { found, next: null };
}

/** A page that is deleted at this moment, or by a rule of its bucket, holds nothing any more. */
async function* readOrPass(page: FoundPage, couldBeAsked: (line: string) => boolean) {
  try {
    yield* readPage(page, { couldBeAsked });
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== "not_found") throw thrown;
  }
}
