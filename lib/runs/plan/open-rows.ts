import { openSourceOf } from "../../connections/open-source-config";
import type { Column } from "../../engine/types";
import type { RunWork } from "../run-work";
import type { OpenedRows } from "./opened-rows";
import { readRejectColumns, readRejectedRows } from "./read-rejected-rows";
import { readUploadedRows } from "./read-uploaded-rows";

type RowsOfRun = Pick<RunWork, "workspaceId" | "snapshot">;

/** All rows of a run, wherever they come from, in batches and in flat memory. No rows at all are one empty batch. */
export async function* openRows(run: RowsOfRun, options: { batchRows: number }): AsyncGenerator<OpenedRows> {
  const { rows, sourceId, query } = run.snapshot;
  switch (rows.kind) {
    case "source": {
      const source = await openSourceOf(run.workspaceId, sourceId);
      for await (const batch of source.read(query, options)) yield { ...batch, origins: null, copies: new Map() };
      return;
    }
    case "rejects":
      return yield* readRejectedRows(rows, options);
    case "upload":
      return yield* readUploadedRows(rows, options);
    default:
      rows satisfies never;
  }
}

/** What the cells of a run's rows are. Stored rows have the columns that they were read with, whatever the query is now. */
export async function readColumns({ workspaceId, snapshot }: RowsOfRun): Promise<readonly Column[]> {
  const { rows, sourceId, query } = snapshot;
  if (rows.kind !== "source") return readRejectColumns(rows.runId);
  const source = await openSourceOf(workspaceId, sourceId);
  return (await source.preview(query, 1)).columns;
}
