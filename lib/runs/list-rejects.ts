import type { RejectPage, RejectView } from "../api/runs";
import type { Actor } from "../auth/actor";
import { notFound, requireId } from "../auth/require-id";
import { getDb } from "../db";
import type { Column } from "../engine/types";
import { AppError } from "../errors";
import { couldBeOf, type Reject } from "../rejects/reject";
import { type CauseName, isOfCause } from "../rejects/reject-index";
import { openRejectFiles, type RejectFiles } from "./reject-files";
import { choosePages } from "./reject-pages";
import { RunSnapshot } from "./run-snapshot";

const PAGE = 50;

interface Question {
  readonly runId: string;
  readonly causeId?: string | undefined;
  /** Where the page before ended: a reject page's number and a line in it. */
  readonly cursor?: string | undefined;
}

/** The refused rows of a run, fifty at a time, of one cause or of all. */
export async function listRejects(actor: Actor, { runId, causeId, cursor }: Question): Promise<RejectPage> {
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
  if (!files) return { rejects: [], nextCursor: null };
  const cause = causeId
    ? await db.rejectCause.findUnique({ where: { id: requireId(causeId, "cause"), runId: run.id } })
    : null;
  if (causeId && !cause) throw notFound("cause");
  const recordUrl = await addressRecords(actor, RunSnapshot.parse(run.snapshot));
  const from = readCursor(cursor);
  const { found, nextCursor } = await collect(files, from, cause);
  return { rejects: found.map((reject) => viewReject(reject, files.columns, recordUrl)), nextCursor };
}

/** Where HubSpot shows the records that a run wrote: in the portal that it wrote to, whatever the sync says by now. */
async function addressRecords(actor: Actor, { portalId, objectTypeId }: RunSnapshot): Promise<(id: string) => string> {
  const portal = await getDb().portal.findUniqueOrThrow({
    where: { id: portalId, workspaceId: actor.workspaceId },
    select: { hubId: true, uiDomain: true },
  });
  return (id) => `https://${portal.uiDomain}/contacts/${portal.hubId}/record/${objectTypeId}/${encodeURIComponent(id)}`;
}

interface Place {
  readonly page: number;
  readonly line: number;
}

function readCursor(cursor: string | undefined): Place {
  const match = /^(\d{1,6})-(\d{1,9})$/.exec(cursor ?? "0-0");
  if (!match) throw new AppError("invalid_input", "This page of rejects doesn't exist. Begin at the first.");
  return { page: Number(match[1]), line: Number(match[2]) };
}

async function collect(
  files: RejectFiles,
  from: Place,
  cause: CauseName | null,
): Promise<{ found: Reject[]; nextCursor: string | null }> {
  const found: Reject[] = [];
  const couldBeAsked = cause ? couldBeOf(cause) : () => true;
  for (const page of await choosePages(files, cause && [cause])) {
    if (page.page < from.page) continue;
    const fromLine = page.page === from.page ? from.line : 0;
    for await (const { line, reject } of files.find(page, { fromLine, couldBeAsked })) {
      if (cause && !isOfCause(reject, cause)) continue;
      if (found.length === PAGE) return { found, nextCursor: `${page.page}-${line}` };
      found.push(reject);
    }
  }
  return { found, nextCursor: null };
}

function viewReject(reject: Reject, columns: readonly Column[], recordUrl: (id: string) => string): RejectView {
  const { cells, existingRecordId, ...facts } = reject;
  return {
    ...facts,
    existingRecordUrl: existingRecordId === null ? null : recordUrl(existingRecordId),
    row: columns.map(({ name }, index) => ({ column: name, value: cells[index] ?? null })),
  };
}
