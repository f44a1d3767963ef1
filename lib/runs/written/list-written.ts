import type { WrittenOutcome, WrittenRowPage } from "../../api/records";
import { type Actor, requireRole } from "../../auth/actor";
import { notFound, requireId } from "../../auth/require-id";
import { addressRecords } from "../../connections/address-records";
import { getDb } from "../../db";
import { AppError } from "../../errors";
import { RunSnapshot } from "../run-snapshot";
import { readPage } from "./read-page";
import { viewWritten } from "./view-written";

const PAGE = 50;

interface Question {
  readonly runId: string;
  readonly outcome?: WrittenOutcome | undefined;
  /** Where the page before ended: a page of values and a line in it. */
  readonly cursor?: string | undefined;
}

/** The rows that a run wrote, with what was sent, fifty at a time, in the order of its chunks, those that were recorded late at the end. */
export async function listWritten(actor: Actor, { runId, outcome, cursor }: Question): Promise<WrittenRowPage> {
  requireRole(actor, "editor");
  const run = await getDb().run.findUnique({
    where: { id: requireId(runId, "run"), workspaceId: actor.workspaceId },
    select: { id: true, syncId: true, workspaceId: true, snapshot: true },
  });
  if (!run) throw notFound("run");
  const from = readCursor(cursor);
  const pages = await getDb().writtenPage.findMany({
    where: { runId: run.id, index: { gte: from.index } },
    orderBy: { index: "asc" },
    select: { id: true, index: true, storageId: true },
  });
  const addressOf = await addressRecords(actor.workspaceId, RunSnapshot.parse(run.snapshot));
  // As a line has it: what can't be asked for isn't even parsed.
  const mark = outcome && `"outcome":"${outcome}"`;
  const couldBeAsked = (line: string) => !mark || line.includes(mark);
  const rows: WrittenRowPage["rows"] = [];
  for (const page of pages) {
    const fromLine = page.index === from.index ? from.line : 0;
    for await (const { line, row } of readPage({ ...run, ...page, writerId: run.id }, { fromLine, couldBeAsked })) {
      if (outcome && row.outcome !== outcome) continue;
      if (rows.length === PAGE) return { rows, nextCursor: `${page.index}-${line}` };
      rows.push(viewWritten(row, addressOf));
    }
  }
  return { rows, nextCursor: null };
}

function readCursor(cursor: string | undefined): { index: number; line: number } {
  const match = /^(\d{1,9})-(\d{1,9})$/.exec(cursor ?? "0-0");
  if (!match) throw new AppError("invalid_input", "This page of rows doesn't exist. Begin at the first.");
  return { index: Number(match[1]), line: Number(match[2]) };
}
