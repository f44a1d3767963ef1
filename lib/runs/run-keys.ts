const number = (index: number) => String(index).padStart(5, "0");

/** Where the files of a run lie in the object store. */
export const runPrefix = (runId: string) => `runs/${runId}/`;
export const planPrefix = (runId: string, attempt: string) => `${runPrefix(runId)}plans/${attempt}/`;
export const manifestKey = (plan: string) => `${plan}manifest.json`;
export const chunkKey = (plan: string, index: number) => `${plan}chunks/${number(index)}.ndjson.gz`;
export const planRejectsKey = (plan: string, index: number) => `${plan}rejects/${number(index)}.ndjson.gz`;
export const chunkRejectsKey = (runId: string, index: number) =>
  `${runPrefix(runId)}rejects/${number(index)}.ndjson.gz`;
export const uploadedRowsKey = (uploadId: string) => `uploads/${uploadId}/rows.ndjson.gz`;
export const reportKey = (runId: string, format: "csv" | "ndjson") => `${runPrefix(runId)}report/rejected.${format}`;
export const rejectIndexKey = (runId: string) => `${runPrefix(runId)}report/index.json`;
