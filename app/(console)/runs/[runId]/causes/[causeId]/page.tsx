import type { Metadata } from "next";
import { requireActor } from "@/app/_server/actor";
import { orNotFound } from "@/app/_server/or-not-found";
import { CauseDetail } from "@/components/runs/cause-detail";
import { getCause } from "@/lib/runs/get-cause";
import { getRun } from "@/lib/runs/get-run";

interface CausePageProps {
  params: Promise<{ runId: string; causeId: string }>;
}

export async function generateMetadata({ params }: CausePageProps): Promise<Metadata> {
  const actor = await requireActor();
  const cause = await orNotFound(getCause(actor, await params));
  return { title: cause.title.replaceAll("`", "") };
}

export default async function CausePage({ params }: CausePageProps) {
  const actor = await requireActor();
  const { runId, causeId } = await params;
  const [run, cause] = await Promise.all([
    orNotFound(getRun(actor, { runId })),
    orNotFound(getCause(actor, { runId, causeId })),
  ]);
  return <CauseDetail key={cause.id} run={run} cause={cause} readAt={Date.now()} />;
}
