import { getDb } from "../db";
import { RejectIndexer } from "../rejects/reject-index";
import { getObjectStore } from "../storage/instance-store";
import { flushRejects } from "./deliver/finish-chunk";
import { openRunStores } from "./open-run-stores";
import { openRejectFiles, type RejectFiles } from "./reject-files";
import { rejectIndexKey } from "./run-keys";
import { type ReportedRun, ReportWriter } from "./write-report";
import { flushWritten } from "./written/flush-written";

interface EndedRun extends ReportedRun {
  readonly isDryRun: boolean;
  readonly planChunks: number;
  readonly planPrefix: string | null;
}

export interface CompleteFiles {
  /** Of the report; null where there is none. */
  readonly extension: string | null;
  /** They have to move to a bucket of the workspace's own, and the report is written there. */
  readonly isMoving: boolean;
}

/**
 * Makes the files of a run's rejected rows, and those of what it wrote, whole, in the instance's store: all pages, the index of them, and the report
 * unless the workspace has a bucket of its own. Null when nothing was rejected.
 */
export async function completeFiles(run: EndedRun): Promise<CompleteFiles | null> {
  for (let index = 0; index < run.planChunks; index += 1) {
    await flushRejects(run.id, index);
    await flushWritten(run, index);
  }
  const files = await openRejectFiles(run);
  if (!files || files.pages.length === 0) return null;
  const workspace = await getDb().workspace.findUniqueOrThrow({
    where: { id: run.workspaceId },
    select: {
      reportFormat: true,
      reportCompression: true,
      storages: { where: { replacedAt: null }, select: { id: true } },
    },
  });
  const isMoving = workspace.storages.length > 0;
  const gzip = workspace.reportCompression === "gzip" ? ".gz" : "";
  // What nobody sent has no place among the rows that HubSpot lacks, for whoever reads the bucket.
  const extension = run.isDryRun ? null : `${workspace.reportFormat}${gzip}`;
  await indexPages(run, files, isMoving ? null : extension);
  return { extension, isMoving };
}

/** All pages are read once. */
async function indexPages(run: EndedRun, files: RejectFiles, extension: string | null): Promise<void> {
  const report = extension === null ? null : await openInstanceReport(run, files, extension);
  const indexer = new RejectIndexer();
  try {
    for (const page of files.pages) {
      indexer.beginPage(page.key);
      for await (const reject of files.read(page)) {
        indexer.add(reject);
        await report?.add(reject);
      }
    }
    await getObjectStore().putText(rejectIndexKey(run.id), JSON.stringify(indexer.make()), {
      contentType: "application/json",
    });
    await report?.close();
  } catch (thrown) {
    await report?.abort();
    throw thrown;
  }
}

async function openInstanceReport(run: EndedRun, files: RejectFiles, extension: string): Promise<ReportWriter> {
  const { reports } = await openRunStores(run, null);
  return new ReportWriter(
    reports,
    run,
    extension,
    files.columns.map(({ name }) => name),
  );
}
