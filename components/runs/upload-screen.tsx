"use client";

import { useState } from "react";
import { PageHeader } from "@/components/ui/page-header";
import type { RunView } from "@/lib/api/runs";
import type { UploadView } from "@/lib/api/uploads";
import { RetryBlock } from "./retry-block";
import { UploadDrop } from "./upload-drop";
import { UploadPreview } from "./upload-preview";
import { useFileUpload } from "./use-file-upload";

interface UploadScreenProps {
  run: Pick<RunView, "id" | "syncName" | "status" | "ledger" | "retry">;
  /** The file that the address names; null before one is chosen. */
  upload: UploadView | null;
}

/** A corrected file of a run's rejects: chosen, looked through, sent. */
export function UploadScreen({ run, upload: firstUpload }: UploadScreenProps) {
  const [upload, setUpload] = useState(firstUpload);
  const show = (next: UploadView | null) => {
    setUpload(next);
    // A page that is loaded again shows the same file.
    window.history.replaceState(null, "", next ? `?upload=${next.id}` : window.location.pathname);
  };
  const file = useFileUpload(run.id, show);

  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        className="mb-0"
        title="Upload corrected rows"
        description="Correct the rows of the downloaded file in a spreadsheet and send just those. You see what will happen before anything is sent."
        breadcrumbs={[
          { label: "Runs", href: "/runs" },
          { label: `Run of ${run.syncName}`, href: `/runs/${run.id}` },
        ]}
      />
      {upload && <UploadPreview key={upload.id} upload={upload} onOther={() => show(null)} />}
      {!upload && <RetryBlock run={run} />}
      {!upload && run.retry.whyNot === null && (
        <UploadDrop runId={run.id} state={file.state} onFile={file.send} onStop={file.stop} />
      )}
    </div>
  );
}
