import type { Column } from "../../engine/types";
import { AppError } from "../../errors";
import type { Reject } from "../../rejects/reject";
import { CauseFinder } from "../find-cause";
import { openRejectFiles, type RejectFiles } from "../reject-files";
import { choosePages } from "../reject-pages";
import { explainNotRetried } from "../retryable-codes";
import type { RunRows } from "../run-snapshot";
import { getRunWork } from "../run-work";
import { findSettled } from "../settled-rows";
import { findCopied } from "./copied-rows";
import type { OpenedRows, RowOrigin } from "./opened-rows";

type RejectedRows = Extract<RunRows, { kind: "rejects" }>;

interface RejectedRow extends RowOrigin {
  readonly cells: Reject["cells"];
}

/** What another run has rejected, as it was read then: of it what was asked for and is open still. */
export async function* readRejectedRows(
  { runId, causeIds, rowNumbers }: RejectedRows,
  { batchRows }: { batchRows: number },
): AsyncGenerator<OpenedRows> {
  const files = await openFiles(runId);
  const causes = await CauseFinder.of(runId);
  const asked = rowNumbers && new Set(rowNumbers);
  const ofCauses = causeIds && new Set(causeIds);
  const open = async (batch: readonly RejectedRow[]): Promise<OpenedRows> => {
    const origins = await dropSettled(runId, batch);
    const copies = await findCopied(runId, origins);
    return { columns: files.columns, rows: origins.map(({ cells }) => cells), origins, copies };
  };
  let batch: RejectedRow[] = [];
  for (const page of await choosePages(files, causeIds && causes.list(causeIds))) {
    for await (const reject of files.read(page)) {
      if (asked && !asked.delete(reject.rowNumber)) continue;
      const causeId = causes.find(reject);
      if (ofCauses && !ofCauses.has(causeId)) continue;
      const whyNot = explainNotRetried(reject.code);
      if (whyNot !== null) {
        if (asked) throw new AppError("invalid_input", `Row ${readSourceRow(reject)} can't be retried. ${whyNot}`);
        continue;
      }
      batch.push({ rowNumber: reject.rowNumber, causeId, sourceRow: readSourceRow(reject), cells: reject.cells });
      if (batch.length < batchRows) continue;
      yield await open(batch);
      batch = [];
    }
  }
  if (asked && asked.size > 0) throw new AppError("invalid_input", explainStrangers([...asked]));
  yield await open(batch);
}

/** The row's number in the run that read it from the source. */
export function readSourceRow({ rowNumber, originRow, sourceRow }: Reject): number {
  return sourceRow ?? originRow ?? rowNumber;
}

async function openFiles(runId: string): Promise<RejectFiles> {
  const files = await openRejectFiles(await getRunWork(runId));
  if (!files) throw new Error(`The run ${runId}, whose rejects are to be retried, has no plan.`);
  return files;
}

/** What the cells of a run's rejects are. */
export async function readRejectColumns(runId: string): Promise<readonly Column[]> {
  return (await openFiles(runId)).columns;
}

/** Of rows of another run, those that no later run has given an outcome yet. */
export async function dropSettled<T extends { readonly rowNumber: number }>(
  runId: string,
  rows: readonly T[],
): Promise<readonly T[]> {
  const rowNumbers = rows.map(({ rowNumber }) => rowNumber);
  const settled = await findSettled(runId, rowNumbers);
  return rows.filter(({ rowNumber }) => !settled.has(rowNumber));
}

function explainStrangers(rowNumbers: readonly number[]): string {
  const named = rowNumbers.slice(0, 5).join(", ");
  const more = rowNumbers.length > 5 ? ` and ${rowNumbers.length - 5} more` : "";
  return `That run rejected no row ${named}${more}. Choose rows from its rejects.`;
}
