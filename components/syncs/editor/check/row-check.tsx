import { useQuery } from "@tanstack/react-query";
import { GitCompareArrows } from "lucide-react";
import { useState } from "react";
import { describeFailure } from "@/components/forms/describe-failure";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { PropertiesView } from "@/lib/api/portals";
import { comparisonQuery } from "@/lib/api/queries";
import { COMPARED_ROWS, type CompareInput } from "@/lib/api/row-comparison";
import type { Editing } from "../../draft/edit-draft";
import { readDraftInput } from "../../draft/read-draft-input";
import { ComparedRows } from "./compared-rows";

interface RowCheckProps {
  syncId: string | null;
  editing: Editing;
  properties: PropertiesView | undefined;
}

/** The first rows beside HubSpot: asked for by a button, since it reads both, and said to be old once the draft has changed. */
export function RowCheck({ syncId, editing, properties }: RowCheckProps) {
  const [asked, setAsked] = useState<CompareInput | null>(null);
  const [missing, setMissing] = useState<readonly string[]>([]);
  const comparison = useQuery(comparisonQuery(asked));
  const read = readDraftInput(editing.draft);
  const isOutdated = asked !== null && JSON.stringify(asked.draft) !== JSON.stringify(read.ok ? read.input : null);

  function compare() {
    setMissing(read.ok ? [] : read.missing);
    if (!read.ok) return;
    if (asked !== null && !isOutdated) void comparison.refetch();
    else setAsked({ syncId, draft: read.input });
  }

  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <Button
          variant={asked === null || isOutdated ? "primary" : "secondary"}
          pending={comparison.isFetching}
          onClick={compare}
        >
          <GitCompareArrows aria-hidden />
          {asked === null ? `Compare ${COMPARED_ROWS} rows` : "Compare again"}
        </Button>
        <p className="text-xs text-muted">Reads your first rows, and what HubSpot has of them now. Nothing is sent.</p>
      </div>
      <div role="status" className="grid gap-2 empty:hidden">
        {missing.length > 0 && !read.ok && (
          <Callout tone="warning" title="Something is missing above">
            {missing.join(" ")}
          </Callout>
        )}
        {isOutdated && comparison.data && (
          <Callout tone="warning">The sync has changed since these rows were compared. Compare again.</Callout>
        )}
      </div>
      {comparison.isLoading && <RowSkeletons />}
      {comparison.isError && (
        <ErrorState
          title="The rows couldn't be compared"
          why={describeFailure(comparison.error)}
          isRetrying={comparison.isFetching}
          onRetry={compare}
        />
      )}
      {asked && comparison.data && !comparison.isError && (
        <ComparedRows
          comparison={comparison.data}
          asked={asked}
          isOutdated={isOutdated}
          labels={new Map(properties?.properties.map(({ name, label }) => [name, label]))}
        />
      )}
    </div>
  );
}

function RowSkeletons() {
  return (
    <div role="status" aria-label="Comparing rows" className="grid gap-3 rounded-lg border p-3">
      {["a", "b", "c", "d", "e", "f"].map((key) => (
        <Skeleton key={key} />
      ))}
    </div>
  );
}
