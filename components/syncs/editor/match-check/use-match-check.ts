import { useEffect, useRef, useState } from "react";
import { describeFailure } from "@/components/forms/describe-failure";
import { type MatchCheck, type MatchCheckProgress, readMatchCheck } from "@/lib/api/match-check";
import { readQuery, type SyncDraft } from "../../draft/sync-draft";

interface Asked {
  /** What was checked, to see whether it has changed since. */
  readonly question: string;
  readonly progress: MatchCheckProgress | null;
  readonly check: MatchCheck | null;
  readonly problem: string | null;
  readonly isUnderWay: boolean;
}

export interface MatchChecking {
  readonly canStart: boolean;
  readonly isUnderWay: boolean;
  readonly progress: MatchCheckProgress | null;
  /** What the last check has found, whatever has changed since. */
  readonly check: MatchCheck | null;
  /** The query or the match has changed since it was checked. */
  readonly isStale: boolean;
  readonly problem: string | null;
  readonly start: () => void;
  readonly cancel: () => void;
}

/** Checks the match over all rows of the draft's query; one check at a time, which ends with its page. */
export function useMatchCheck(syncId: string | null, draft: SyncDraft): MatchChecking {
  const [asked, setAsked] = useState<Asked | null>(null);
  const running = useRef<AbortController | null>(null);
  const question = readQuestion(syncId, draft);
  const isStale = asked !== null && asked.question !== JSON.stringify(question);

  // The request is the outside system: nobody reads a whole query for a page that is gone.
  useEffect(() => () => running.current?.abort(), []);

  async function start() {
    if (question === null) return;
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const change = (part: Partial<Asked>) => {
      if (running.current === controller) setAsked((last) => last && { ...last, ...part });
    };
    const begun = { progress: null, check: null, problem: null, isUnderWay: true };
    setAsked({ question: JSON.stringify(question), ...begun });
    try {
      const check = await readMatchCheck(question, {
        signal: controller.signal,
        onProgress: (progress) => change({ progress }),
      });
      change({ check, isUnderWay: false });
    } catch (error) {
      if (controller.signal.aborted) return;
      const why = error instanceof Error ? describeFailure(error) : "The check failed.";
      change({ problem: why, isUnderWay: false });
    }
  }

  function cancel() {
    running.current?.abort();
    running.current = null;
    setAsked(null);
  }

  return {
    canStart: question !== null,
    isUnderWay: asked?.isUnderWay ?? false,
    progress: asked?.progress ?? null,
    check: asked?.check ?? null,
    isStale,
    problem: asked?.problem ?? null,
    start: () => void start(),
    cancel,
  };
}

/** What is to be checked; null while the draft doesn't say it. */
function readQuestion(syncId: string | null, draft: SyncDraft) {
  const { sourceId, portalId, objectTypeId, matchColumn, matchProperty } = draft;
  const query = readQuery(draft);
  if (query === null || [sourceId, portalId, objectTypeId, matchColumn, matchProperty].includes("")) return null;
  return { syncId, sourceId, query, portalId, objectTypeId, match: { column: matchColumn, property: matchProperty } };
}
