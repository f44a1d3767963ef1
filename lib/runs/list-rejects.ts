import type { RejectPage, RejectView } from "../api/runs";
import type { Actor } from "../auth/actor";
import { notFound, requireId } from "../auth/require-id";
import { addressRecords } from "../connections/address-records";
import { getDb } from "../db";
import type { Column } from "../engine/types";
import { AppError } from "../errors";
import { type FoundReject, findRejects, type RejectPlace } from "./find-rejects";
import { openRejectFiles } from "./reject-files";
import { RunSnapshot } from "./run-snapshot";

const PAGE = 50;

interface Question {
  readonly runId: string;
  readonly causeId?: string | undefined;
  readonly state?: "open" | "settled" | undefined;
  /** How the match value begins, whatever its capitals. */
  readonly matchValue?: string | undefined;
  /** Where the page before ended: a reject page's number and a line in it. */
  readonly cursor?: string | undefined;
}

/** The refused rows of a run, fifty at a time, of one cause or of all. */
export async function listRejects(
  actor: Actor,
  { runId, causeId, state, matchValue, cursor }: Question,
): Promise<RejectPage> {
  const db = getDb();
  const run = await db.run.findUnique({
    where: { id: requireId(runId, "run"), workspaceId: actor.workspaceId },
    select: {
      id: true,
      snapshot: true,
    },
  });
  if (!run) throw notFound("run");
  const files = await openRejectFiles(run);
  if (!files) return { rejects: [], nextCursor: null, looked: 1 };
  const cause = causeId
    ? await db.rejectCause.findUnique({ where: { id: requireId(causeId, "cause"), runId: run.id } })
    : null;
  if (causeId && !cause) throw notFound("cause");
  // In the portal that the run wrote to, whatever the sync says by now.
  const recordUrl = await addressRecords(actor.workspaceId, RunSnapshot.parse(run.snapshot));
  const { found, next, looked } = await findRejects(files, {
    runId: run.id,
    cause,
    matchValue: matchValue || null,
    state: state ?? null,
    from: readCursor(cursor),
    most: PAGE,
  });
  return {
    rejects: found.map((one) => viewReject(one, files.columns, recordUrl)),
    nextCursor: next && `${next.page}-${next.line}`,
    looked,
  };
}

function readCursor(cursor: string | undefined): RejectPlace {
  const match = /^(\d{1,6})-(\d{1,9})$/.exec(cursor ?? "0-0");
  if (!match) throw new AppError("invalid_input", "This page of rejects doesn't exist. Begin at the first.");
  return { page: Number(match[1]), line: Number(match[2]) };
}

function viewReject(
  { reject, settledBy }: FoundReject,
  columns: readonly Column[],
  recordUrl: (id: string) => string,
): RejectView {
  const { cells, existingRecordId, ...facts } = reject;
  return {
    ...facts,
    settledBy,
    existingRecordUrl: existingRecordId === null ? null : recordUrl(existingRecordId),
    row: columns.map(({ name }, index) => ({ column: name, value: cells[index] ?? null })),
  };
}
