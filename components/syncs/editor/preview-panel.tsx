"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { describeFailure } from "@/components/forms/describe-failure";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { formatCount } from "@/components/ui/format-number";
import { Skeleton } from "@/components/ui/skeleton";
import type { PreviewView } from "@/lib/api/sources";
import { type Editing, isPreviewStale } from "../draft/edit-draft";
import { readQuery } from "../draft/sync-draft";
import { PreviewTable } from "./preview-table";
import { RowEstimate } from "./row-estimate";
import type { SqlFault } from "./sql/place-fault";

/** So many rows are read at the most: fewer are all that there are. */
const previewRows = 20;

interface PreviewPanelProps {
  editing: Editing;
  preview: UseQueryResult<PreviewView>;
  /** Where the error is marked in the statement, which says it there. */
  fault: SqlFault | null;
  /** Reads the rows of the query as it is now. */
  onShow: () => void;
}

/** The button that reads 20 rows, and the rows. */
export function PreviewPanel({ editing, preview, fault, onShow }: PreviewPanelProps) {
  const { previewed } = editing;
  const isStale = isPreviewStale(editing);
  const isPart = preview.isSuccess && !preview.isPlaceholderData && preview.data.rows.length === previewRows;
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-3">
        <Button
          variant={isStale ? "primary" : "secondary"}
          pending={preview.isFetching}
          disabled={readQuery(editing.draft) === null}
          onClick={onShow}
        >
          Preview
        </Button>
        {/* The room of the longest of its sentences, below the button where they don't fit beside it. */}
        <p className="min-h-8 content-center text-xs text-muted max-sm:basis-full max-sm:content-start">
          {describePreview(isStale, preview.data)}
          {isPart && !isStale && previewed && <RowEstimate {...previewed} />}
        </p>
      </div>
      {preview.isLoading && <PreviewSkeleton />}
      {preview.isError && !isStale && (
        <ErrorState
          title="The preview couldn't be read"
          why={fault === null ? describeFailure(preview.error) : <MarkedFault {...fault} />}
          isRetrying={preview.isFetching}
          onRetry={() => void preview.refetch()}
        />
      )}
      {preview.data && (isStale || !preview.isError) && <PreviewTable preview={preview.data} />}
    </div>
  );
}

/** The words stand at their line; who hears the page is told them here, too. */
function MarkedFault({ line, message }: SqlFault) {
  return (
    <>
      Line {line} of the SQL says why.<span className="sr-only"> {message}</span>
    </>
  );
}

function describePreview(isStale: boolean, preview: PreviewView | undefined): string {
  if (isStale && preview) return "The query has changed since this preview. Preview it again to map its columns.";
  if (!preview) return "Reads 20 rows; the columns below come from it.";
  if (preview.rows.length === 0) return "The query gives no rows now. Its columns can be mapped all the same.";
  const isWhole = preview.rows.length < previewRows;
  const count = preview.rows.length;
  const rows = count === 1 ? "The first row" : `The first ${formatCount(count, "row")}`;
  return `${rows}, ${formatCount(preview.columns.length, "column")}.${isWhole ? " There are no more." : ""}`;
}

function PreviewSkeleton() {
  return (
    <div role="status" aria-label="Reading the preview" className="grid h-80 content-start gap-2 rounded-lg border p-4">
      {["a", "b", "c", "d", "e"].map((key) => (
        <Skeleton key={key} />
      ))}
    </div>
  );
}
