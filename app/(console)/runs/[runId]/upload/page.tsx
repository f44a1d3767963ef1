import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireActor } from "@/app/_server/actor";
import { orNotFound } from "@/app/_server/or-not-found";
import { UploadScreen } from "@/components/runs/upload-screen";
import { getRun } from "@/lib/runs/get-run";
import { getUpload } from "@/lib/runs/upload/get-upload";

export const metadata: Metadata = { title: "Upload corrected rows" };

interface UploadPageProps {
  params: Promise<{ runId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function UploadPage({ params, searchParams }: UploadPageProps) {
  const actor = await requireActor();
  const { runId } = await params;
  const { upload: uploadId } = await searchParams;
  const run = await orNotFound(getRun(actor, { runId }));
  const upload = typeof uploadId === "string" ? await orNotFound(getUpload(actor, { uploadId })) : null;
  if (upload && upload.runId !== run.id) notFound();
  const { id, syncName, status, ledger, retry } = run;
  return <UploadScreen run={{ id, syncName, status, ledger, retry }} upload={upload} />;
}
