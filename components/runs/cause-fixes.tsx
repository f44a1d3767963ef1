"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { formatCount } from "@/components/ui/format-number";
import type { FixesView } from "@/lib/api/fixes";
import { fixesQuery } from "@/lib/api/queries";
import type { CauseView, RunView } from "@/lib/api/runs";
import { FixBar } from "./fixes/fix-bar";
import { useIsSeen } from "./fixes/use-is-seen";

interface CauseFixesProps {
  run: Pick<RunView, "id" | "portalId" | "objectTypeId">;
  cause: Pick<CauseView, "id" | "code" | "rows">;
}

/** What can be done about a cause, as buttons; asked for once the cause comes into view, since a run may have hundreds. */
export function CauseFixes({ run, cause }: CauseFixesProps) {
  const { isSeen, ref } = useIsSeen();
  const [made, setMade] = useState<string | null>(null);
  const { data, error, isLoading } = useQuery({ ...fixesQuery(run.id, cause.id), enabled: isSeen });
  return (
    <div ref={ref} className="min-h-8 min-w-0">
      <FixBar
        place={{ runId: run.id, causeId: cause.id, portalId: run.portalId, objectTypeId: run.objectTypeId }}
        found={data}
        error={error}
        isLoading={isLoading}
        done={describeDone(cause, made, data)}
        onMade={setMade}
      />
    </div>
  );
}

/** What has become of the cause, in words; null while it waits for a fix. */
function describeDone(
  { code, rows }: CauseFixesProps["cause"],
  made: string | null,
  found: FixesView | undefined,
): string | null {
  if (made === null && !found?.isFixed) return null;
  const what = made ?? "The sync as it is now takes these rows.";
  // Which of several rows counts is known when all of them are read.
  if (code === "DUPLICATE_KEY") return `${what} Run the sync to send ${rows === 1 ? "it" : "them"}.`;
  return `${what} Retry ${rows === 1 ? "this row" : `these ${formatCount(rows, "row")}`}.`;
}
