"use client";

import dynamic from "next/dynamic";
import { LinkButton } from "@/components/ui/link-button";
import { isRunLive } from "@/lib/api/run-status";
import type { RunView } from "@/lib/api/runs";
import { ReportLinks } from "./report-links";
import { RunAgain } from "./run-again";
import { UploadLink } from "./upload-link";

// Most runs that are looked at have ended.
const CancelRun = dynamic(() => import("./cancel-run").then((module) => module.CancelRun));

// As wide as the buttons and no wider, so that they stay where they are.
const refusalStyle = "w-0 min-w-full text-sm text-danger sm:text-right";

/** What can be done with a run: take its rejects along, stop it, or start the next one. */
export function RunActions({ run }: { run: RunView }) {
  const isLive = isRunLive(run.status);
  return (
    <>
      <ReportLinks run={run} />
      <UploadLink run={run} />
      {isLive && run.status !== "held" && run.cancelRequestedAt === null && <CancelRun run={run} />}
      {!isLive && !run.dryRun && <RunAgain syncId={run.syncId} label="Run again" refusalClassName={refusalStyle} />}
      {!isLive && run.dryRun && !run.isDraft && (
        <>
          <RunAgain syncId={run.syncId} label="Check again" isCheck refusalClassName={refusalStyle} />
          <RunAgain syncId={run.syncId} label="Run now" refusalClassName={refusalStyle} />
        </>
      )}
      {/* The draft isn't here: it can only be checked again where it is written. */}
      {!isLive && run.isDraft && <LinkButton href={`/syncs/${run.syncId}`}>Open the sync</LinkButton>}
    </>
  );
}
