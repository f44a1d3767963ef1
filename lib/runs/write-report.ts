import type { Reject } from "../rejects/reject";
import { writeReportHead, writeReportLine } from "../rejects/report-csv";
import { writeReportNdjson } from "../rejects/report-ndjson";
import type { ObjectStore } from "../storage/object-store";
import type { ObjectUpload } from "../storage/object-upload";
import { reportBase } from "./run-keys";

export type ReportFormat = "csv" | "ndjson";

const FLUSH_CHARACTERS = 256 * 1024;
const PART_CHARACTERS = 100 * 1000 * 1000;

export const reportTypes: Readonly<Record<ReportFormat, string>> = {
  csv: "text/csv; charset=utf-8",
  ndjson: "application/x-ndjson",
};

export interface ReportedRun {
  readonly id: string;
  readonly workspaceId: string;
  readonly syncId: string;
  readonly objectTypeId: string;
  readonly requestedAt: Date;
}

/** How rejects become the text of a report: what stands first in every file, and a line for each. */
export function makeReportLines(format: ReportFormat, runId: string, columns: readonly string[]) {
  return format === "csv"
    ? { head: writeReportHead(columns), write: (reject: Reject) => writeReportLine(runId, reject) }
    : { head: "", write: (reject: Reject) => writeReportNdjson(runId, columns, reject) };
}

/**
 * Writes a run's report in parts of some 100 MB (before compression), in flat memory. The keys depend on the run alone:
 * a report that is written again takes the place of what was there.
 */
export class ReportWriter {
  readonly #lines;
  readonly #format: ReportFormat;
  #upload: ObjectUpload | null = null;
  #part = 0;
  #characters = 0;
  #text = "";

  constructor(
    private readonly store: ObjectStore,
    private readonly run: ReportedRun,
    private readonly extension: string,
    columns: readonly string[],
  ) {
    this.#format = extension.startsWith("csv") ? "csv" : "ndjson";
    this.#lines = makeReportLines(this.#format, run.id, columns);
  }

  async add(reject: Reject): Promise<void> {
    if (this.#upload === null) this.#open();
    this.#text += this.#lines.write(reject);
    if (this.#text.length >= FLUSH_CHARACTERS) await this.#flush();
    if (this.#characters >= PART_CHARACTERS) await this.close();
  }

  /** The report is there once this resolves. */
  async close(): Promise<void> {
    await this.#flush();
    await this.#upload?.close();
    this.#upload = null;
  }

  async abort(): Promise<void> {
    await this.#upload?.abort();
  }

  #open(): void {
    const { id, workspaceId, syncId } = this.run;
    this.#upload = this.store.openUpload(`${reportBase(this.run)}${this.#part}.${this.extension}`, {
      contentType: reportTypes[this.#format],
      metadata: { "sluice-run-id": id, "sluice-sync-id": syncId, "sluice-workspace-id": workspaceId },
    });
    this.#part += 1;
    this.#characters = 0;
    this.#text = this.#lines.head;
  }

  async #flush(): Promise<void> {
    const text = this.#text;
    this.#text = "";
    this.#characters += text.length;
    if (text !== "") await this.#upload?.write(text);
  }
}
