"use client";

import { useQuery } from "@tanstack/react-query";
import { ListChecks } from "lucide-react";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { formatCount, formatRoughly } from "@/components/ui/format-number";
import { Progress } from "@/components/ui/progress";
import { rowEstimateQuery } from "@/lib/api/queries";
import { readQuery, type SyncDraft } from "../../draft/sync-draft";
import { MatchCheckResult } from "./match-check-result";
import type { MatchChecking } from "./use-match-check";

interface MatchCheckPanelProps {
  checking: MatchChecking;
  draft: SyncDraft;
}

/** The button that checks the match over all rows, how far it is, and what it has found. */
export function MatchCheckPanel({ checking, draft }: MatchCheckPanelProps) {
  const { check, isUnderWay, isStale, problem } = checking;
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-3">
        <Button disabled={!checking.canStart} pending={isUnderWay} onClick={checking.start}>
          <ListChecks aria-hidden />
          Check the match
        </Button>
        {isUnderWay ? (
          <Button variant="ghost" onClick={checking.cancel}>
            Cancel
          </Button>
        ) : (
          <p className="text-xs text-muted">
            Reads the whole query once and looks up to 1,000 values up in HubSpot. Nothing is written.
          </p>
        )}
      </div>
      {isUnderWay && <CheckProgress checking={checking} draft={draft} />}
      {problem !== null && !isUnderWay && <ErrorState title="The match couldn’t be checked" why={problem} />}
      <div role="status" className="grid gap-2 empty:hidden">
        {check && isStale && <p className="text-xs text-warning">{staleWords}</p>}
        {check && !isStale && <MatchCheckResult check={check} duplicates={draft.duplicates} />}
      </div>
    </div>
  );
}

const staleWords = "The query or the match has changed since all rows were checked. Check them again.";

function CheckProgress({ checking: { progress }, draft }: MatchCheckPanelProps) {
  const query = readQuery(draft);
  // Only what the preview has asked for already: nothing more is asked of the source meanwhile.
  const estimate = useQuery({ ...rowEstimateQuery(draft.sourceId, query ?? noQuery), enabled: false });
  const expected = estimate.data?.rows ?? null;
  const rows = progress?.rows ?? 0;
  const isReading = progress?.kind !== "looking_up";
  return (
    <div className="grid max-w-md gap-1.5">
      <Progress
        label="Rows of the match"
        value={isReading && expected !== null && expected > 0 ? Math.min(rows, expected) : null}
        {...(expected !== null && expected > 0 ? { max: expected } : {})}
      />
      <p className="text-xs text-muted tabular-nums">
        {isReading
          ? `${formatCount(rows, "row")} read${expected === null ? "" : ` of about ${formatRoughly(expected)}`}…`
          : `${formatCount(rows, "row")} read. Looking ${formatCount(progress.values, "value")} up in HubSpot…`}
      </p>
    </div>
  );
}

const noQuery = { kind: "sql", sql: "" } as const;
