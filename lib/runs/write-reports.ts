import type { Reject } from "../rejects/reject";
import { writeReportHead, writeReportLine } from "../rejects/report-csv";
import { writeReportNdjson } from "../rejects/report-ndjson";
import { getObjectStore } from "../storage/instance-store";
import { listRejectPages, readManifest, readRejectPage } from "./read-rejects";
import { reportKey } from "./run-keys";
import type { RunWork } from "./run-work";

const FLUSH_CHARACTERS = 256 * 1024;

/** Writes the files of a run's rejected rows, page by page. Null when nothing was rejected. */
export async function writeReports(run: RunWork): Promise<{ csv: string; ndjson: string } | null> {
  const pages = await listRejectPages(run);
  if (!run.planPrefix || pages.length === 0) return null;
  const { columns } = await readManifest(run.planPrefix);
  const csv = reportKey(run.id, "csv");
  const ndjson = reportKey(run.id, "ndjson");
  await writeReport(pages, csv, "text/csv; charset=utf-8", writeReportHead(columns), writeReportLine);
  await writeReport(pages, ndjson, "application/x-ndjson", "", (reject) => writeReportNdjson(columns, reject));
  return { csv, ndjson };
}

async function writeReport(
  pages: readonly string[],
  key: string,
  contentType: string,
  head: string,
  write: (reject: Reject) => string,
): Promise<void> {
  const upload = getObjectStore().openUpload(key, { contentType });
  try {
    let text = head;
    for (const page of pages) {
      for await (const reject of readRejectPage(page)) {
        text += write(reject);
        if (text.length < FLUSH_CHARACTERS) continue;
        await upload.write(text);
        text = "";
      }
    }
    await upload.write(text);
    await upload.close();
  } catch (error) {
    await upload.abort();
    throw error;
  }
}
