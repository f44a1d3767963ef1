import type { Reject } from "../rejects/reject";
import { RejectIndexer } from "../rejects/reject-index";
import { writeReportHead, writeReportLine } from "../rejects/report-csv";
import { writeReportNdjson } from "../rejects/report-ndjson";
import { getObjectStore } from "../storage/instance-store";
import { openRejectFiles } from "./reject-files";
import { rejectIndexKey, reportKey } from "./run-keys";
import type { RunWork } from "./run-work";

const FLUSH_CHARACTERS = 256 * 1024;

/**
 * Writes the files of a run's rejected rows, and the index of their pages, all while the pages are read once. Null when
 * nothing was rejected.
 */
export async function writeReports(run: RunWork): Promise<{ csv: string; ndjson: string } | null> {
  const files = await openRejectFiles(run);
  if (!files || files.pages.length === 0) return null;
  const columns = files.columns.map(({ name }) => name);
  const csv = reportKey(run.id, "csv");
  const ndjson = reportKey(run.id, "ndjson");
  const reports = [
    new ReportFile(
      csv,
      "text/csv; charset=utf-8",
      (reject) => writeReportLine(run.id, reject),
      writeReportHead(columns),
    ),
    new ReportFile(ndjson, "application/x-ndjson", (reject) => writeReportNdjson(run.id, columns, reject)),
  ];
  const indexer = new RejectIndexer();
  try {
    for (const page of files.pages) {
      indexer.beginPage(page.key);
      for await (const reject of files.read(page)) {
        indexer.add(reject);
        for (const report of reports) report.add(reject);
        if (reports.some(({ isFull }) => isFull)) await Promise.all(reports.map((report) => report.flush()));
      }
    }
    await getObjectStore().putText(rejectIndexKey(run.id), JSON.stringify(indexer.make()), {
      contentType: "application/json",
    });
    await Promise.all(reports.map((report) => report.close()));
  } catch (error) {
    await Promise.all(reports.map((report) => report.abort()));
    throw error;
  }
  return { csv, ndjson };
}

class ReportFile {
  readonly #upload;
  #text: string;

  constructor(
    key: string,
    contentType: string,
    private readonly write: (reject: Reject) => string,
    head = "",
  ) {
    this.#upload = getObjectStore().openUpload(key, { contentType });
    this.#text = head;
  }

  get isFull(): boolean {
    return this.#text.length >= FLUSH_CHARACTERS;
  }

  add(reject: Reject): void {
    this.#text += this.write(reject);
  }

  async flush(): Promise<void> {
    const text = this.#text;
    this.#text = "";
    await this.#upload.write(text);
  }

  async close(): Promise<void> {
    await this.flush();
    await this.#upload.close();
  }

  async abort(): Promise<void> {
    await this.#upload.abort();
  }
}
