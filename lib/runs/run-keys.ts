const number = (index: number) => String(index).padStart(5, "0");

/** Where the files of a run lie in the object store. */
export const runPrefix = (runId: string) => `runs/${runId}/`;
export const planPrefix = (runId: string, attempt: string) => `${runPrefix(runId)}plans/${attempt}/`;
export const manifestKey = (plan: string) => `${plan}manifest.json`;
export const chunkKey = (plan: string, index: number) => `${plan}chunks/${number(index)}.ndjson.gz`;
export const planRejectsKey = (plan: string, index: number) => `${plan}rejects/${number(index)}.ndjson.gz`;
export const chunkRejectsKey = (runId: string, index: number) =>
  `${runPrefix(runId)}rejects/${number(index)}.ndjson.gz`;
/** Apart from what is deleted of a run once its rejects have moved. */
export const writtenPrefix = (writerId: string) => `written/${writerId}/`;
export const writtenKey = (writerId: string, index: number) => `${writtenPrefix(writerId)}${number(index)}.ndjson.gz`;
export const uploadPrefix = (uploadId: string) => `uploads/${uploadId}/`;
export const uploadedRowsKey = (uploadId: string) => `${uploadPrefix(uploadId)}rows.ndjson.gz`;
export const rejectIndexKey = (runId: string) => `${runPrefix(runId)}report/index.json`;

/** Where the report of a run lies, but for its part's number and its extension: below the folder for reports. */
export function reportBase(run: { syncId: string; objectTypeId: string; requestedAt: Date }): string {
  const day = run.requestedAt.toISOString().slice(0, 10).replaceAll("-", "_");
  return `${run.syncId}/${run.objectTypeId}/${day}_${run.requestedAt.getTime()}_`;
}

/** The instance's store has its reports in a folder of their own, beside what runs need. */
export const instanceReports = "reports";

/** A bucket of a workspace has what runs keep for themselves in a folder that nobody else has to look into. */
export const ownFolder = (syncId: string | null) => `.sluice/${syncId ?? "unsaved"}`;
