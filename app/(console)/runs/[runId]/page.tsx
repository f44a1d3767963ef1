import type { Metadata } from "next";
import { requireActor } from "@/app/_server/actor";
import { orNotFound } from "@/app/_server/or-not-found";
import { RunDetail } from "@/components/runs/run-detail";
import { listChanges } from "@/lib/runs/changes/list-changes";
import { getPace } from "@/lib/runs/get-pace";
import { getRun } from "@/lib/runs/get-run";

interface RunPageProps {
  params: Promise<{ runId: string }>;
}

export async function generateMetadata({ params }: RunPageProps): Promise<Metadata> {
  const actor = await requireActor();
  const run = await orNotFound(getRun(actor, { runId: (await params).runId }));
  return { title: `${run.dryRun ? "Dry run" : "Run"} of ${run.syncName}` };
}

export default async function RunPage({ params }: RunPageProps) {
  const actor = await requireActor();
  const { runId } = await params;
  const [run, changes, pace] = await orNotFound(
    Promise.all([getRun(actor, { runId }), listChanges(actor, { runId }), getPace(actor, { runId })]),
  );
  return <RunDetail key={run.id} run={run} changes={changes} pace={pace} readAt={Date.now()} />;
}
