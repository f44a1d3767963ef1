import type { Actor } from "../auth/actor";
import { notFound, requireId } from "../auth/require-id";
import { getDb } from "../db";
import { AppError } from "../errors";
import { couldBeOf, type Reject } from "../rejects/reject";
import { type CauseName, isOfCause } from "../rejects/reject-index";
import { openRejectFiles, type RejectFiles } from "./reject-files";
import { choosePages } from "./reject-pages";
import { explainDeletedFiles } from "./view-files";
import { makeReportLines, type ReportFormat, reportTypes } from "./write-report";

const PIECE_CHARACTERS = 64 * 1024;

export interface Report {
  readonly fileName: string;
  readonly contentType: string;
  /** The text, piece by piece, as fast as it is taken. */
  readonly pieces: AsyncGenerator<string>;
}

interface OpenReport {
  readonly runId: string;
  readonly format: ReportFormat;
  readonly causeId?: string | undefined;
}

/** The rejected rows of a run, or of one of its causes, as a file: made from their pages while it is read. */
export async function openReport(actor: Actor, { runId, format, causeId }: OpenReport): Promise<Report> {
  const run = await getDb().run.findUnique({
    where: { id: requireId(runId, "run"), workspaceId: actor.workspaceId },
    select: {
      id: true,
      requestedAt: true,
      filesReadyAt: true,
      filesDeletedAt: true,
      filesKeptDays: true,
      sync: { select: { name: true } },
    },
  });
  if (!run) throw notFound("run");
  const cause = causeId === undefined ? null : await findCause(run.id, causeId);
  const deleted = explainDeletedFiles(run);
  if (deleted !== null) throw new AppError("not_found", deleted);
  const files = run.filesReadyAt ? await openRejectFiles(run) : null;
  if (!files) throw new AppError("not_found", "This run has no rejected rows, or has not ended yet.");
  const { head, write } = makeReportLines(
    format,
    run.id,
    files.columns.map(({ name }) => name),
  );
  const part = cause ? `${nameCause(cause)} ` : "";
  const time = run.requestedAt.toISOString().slice(0, 16).replace(":", "");
  return {
    fileName: `${run.sync.name} rejected ${part}${time}.${format}`,
    contentType: reportTypes[format],
    pieces: writePieces(head, listRejectsOf(files, cause), write),
  };
}

async function findCause(runId: string, causeId: string): Promise<CauseName> {
  const cause = await getDb().rejectCause.findUnique({
    where: { id: requireId(causeId, "cause"), runId },
    select: { stage: true, code: true, property: true, option: true },
  });
  if (!cause) throw notFound("cause");
  return cause;
}

/** So that the files of two causes are told apart. */
function nameCause({ code, property, option }: CauseName): string {
  return [code, property, option].filter(Boolean).join(" ").slice(0, 80);
}

async function* listRejectsOf(files: RejectFiles, cause: CauseName | null): AsyncGenerator<Reject> {
  const pages = await choosePages(files, cause && [cause]);
  if (!cause) {
    for (const page of pages) yield* files.read(page);
    return;
  }
  const search = { fromLine: 0, couldBeAsked: couldBeOf(cause) };
  for (const page of pages) {
    for await (const { reject } of files.find(page, search)) if (isOfCause(reject, cause)) yield reject;
  }
}

async function* writePieces(
  head: string,
  rejects: AsyncGenerator<Reject>,
  write: (reject: Reject) => string,
): AsyncGenerator<string> {
  let text = head;
  for await (const reject of rejects) {
    text += write(reject);
    if (text.length < PIECE_CHARACTERS) continue;
    yield text;
    text = "";
  }
  if (text !== "") yield text;
}
