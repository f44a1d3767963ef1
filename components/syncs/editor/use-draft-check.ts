import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { startDryRun } from "@/app/_server/actions/runs";
import { useAction } from "@/components/forms/use-action";
import { acceptedRowsQuery, runQuery } from "@/lib/api/queries";
import { isRunLive } from "@/lib/api/run-status";
import type { RunView } from "@/lib/api/runs";
import { SyncDraftInput, type SyncInput } from "@/lib/api/syncs";
import { type Editing, hasChanges } from "../draft/edit-draft";
import { isOtherMapping, isOtherTarget, readDraft } from "../draft/sync-draft";
import { readBrowserTimeZone } from "../schedule/browser-time-zone";

interface Asked {
  readonly runId: string;
  /** What was checked, to see whether it has changed since. */
  readonly checked: string;
}

export interface DraftCheck {
  /** True when it has begun; false while something is in its way, which is told then. */
  readonly start: () => boolean;
  readonly isUnderWay: boolean;
  /** The dry run of the draft as it is; null before it was asked for, and once the draft has changed. */
  readonly run: RunView | null;
  /** The draft has changed since it was checked. */
  readonly isOutdated: boolean;
  /** Why it wasn't checked. */
  readonly problem: string | null;
  /** So many rows may be sent again by the change of the mapping; null while that isn't known or can't be. */
  readonly mayResend: number | null;
}

/** Checks all rows of a draft without saving it. `readReady` gives what would be saved, or says what is in the way. */
export function useDraftCheck(syncId: string | null, editing: Editing, readReady: () => SyncInput | null): DraftCheck {
  const [asked, setAsked] = useState<Asked | null>(null);
  const action = useAction(
    async ({ id, draft }: { id: string; draft: SyncInput | null }) => startDryRun({ syncId: id, draft }),
    ({ runId }) => setAsked((last) => ({ runId, checked: last?.checked ?? "" })),
  );
  const { data } = useQuery({ ...runQuery(asked?.runId ?? ""), enabled: Boolean(asked?.runId) });
  const accepted = useQuery({
    ...acceptedRowsQuery(syncId ?? ""),
    enabled: syncId !== null && hasOtherMapping(editing),
  });
  const isSame = asked !== null && asked.checked === writeDraft(editing);

  function start(): boolean {
    const input = readReady();
    if (syncId === null || input === null) return false;
    setAsked({ runId: "", checked: JSON.stringify(SyncDraftInput.parse(input)) });
    // Without changes it is a check of the sync itself.
    action.run({ id: syncId, draft: hasChanges(editing) ? input : null });
    return true;
  }

  const isLive = asked !== null && asked.runId !== "" && (!data || isRunLive(data.status));
  return {
    start,
    isUnderWay: action.isPending || (isSame && isLive),
    run: isSame && data ? data : null,
    isOutdated: asked !== null && asked.runId !== "" && !isSame,
    problem: action.problem?.message ?? null,
    mayResend: hasOtherMapping(editing) ? (accepted.data?.rows ?? null) : null,
  };
}

/** The next run may send rows again that HubSpot has accepted. One that reaches other records sends all in any case. */
function hasOtherMapping({ draft, saved }: Editing): boolean {
  return !isOtherTarget(draft, saved) && isOtherMapping(draft, saved);
}

function writeDraft({ draft }: Editing): string | null {
  const read = readDraft(draft, { timeZone: readBrowserTimeZone(), now: new Date() });
  return read.ok ? JSON.stringify(SyncDraftInput.parse(read.input)) : null;
}
