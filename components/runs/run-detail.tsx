"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { ifOlderThan, runQuery } from "@/lib/api/queries";
import type { RunChanges as Changes } from "@/lib/api/run-changes";
import type { PaceView } from "@/lib/api/run-pace";
import { isRunLive } from "@/lib/api/run-status";
import type { RunView } from "@/lib/api/runs";
import { RunCalls } from "./calls/run-calls";
import { LedgerSum } from "./ledger-sum";
import { PaceChart } from "./pace-chart";
import { RejectSection } from "./reject-section";
import { RunFlow } from "./run-flow";
import { RunHeader } from "./run-header";
import { RunNotes } from "./run-notes";
import { RunSteps } from "./run-steps";
import { WaitingFilesNote } from "./waiting-files-note";

// What few runs have comes with those.
const DeliveryProgress = dynamic(() => import("./delivery-progress").then((module) => module.DeliveryProgress));
const ForecastCard = dynamic(() => import("./forecast-card").then((module) => module.ForecastCard));
const RunChanges = dynamic(() => import("./run-changes").then((module) => module.RunChanges));

interface RunDetailProps {
  run: RunView;
  /** What changed in the sync since the run before. */
  changes: Changes;
  pace: PaceView;
  /** When it was read, in milliseconds. */
  readAt: number;
}

/** One run, from its first second to its last reject; asked for every second while it may still change. */
export function RunDetail({ run: firstView, changes, pace, readAt }: RunDetailProps) {
  const {
    data: run,
    dataUpdatedAt: now,
    error,
  } = useQuery({
    ...runQuery(firstView.id),
    initialData: firstView,
    initialDataUpdatedAt: readAt,
    refetchOnMount: ifOlderThan(readAt),
  });
  // Whoever watched it to its end sees where it stood: what is below stays where it was.
  const [wasLive] = useState(isRunLive(firstView.status));

  return (
    <div className="flex flex-col gap-5">
      <RunHeader run={run} now={now} />
      <RunNotes run={run} lostTouch={error} />
      <section aria-label="Ledger" className="flex flex-col gap-2">
        <RunFlow run={run} />
        <LedgerSum run={run} />
        {run.valuesWaiting && (
          <WaitingFilesNote
            what="The values that this run wrote"
            meanwhile="the rows above and Records show them."
            waiting={run.valuesWaiting}
          />
        )}
      </section>
      {run.forecast && <ForecastCard forecast={run.forecast} />}
      <section aria-label="Progress" className="flex flex-col gap-3">
        <RunSteps run={run} now={now} />
        {wasLive && <DeliveryProgress run={run} now={now} />}
        <PaceChart run={run} firstView={pace} readAt={readAt} />
      </section>
      {changes.changes.length > 0 && <RunChanges changes={changes} />}
      <RejectSection run={run} />
      <RunCalls run={run} />
    </div>
  );
}
