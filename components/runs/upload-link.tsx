import { Upload } from "lucide-react";
import { LinkButton } from "@/components/ui/link-button";
import { isRunLive } from "@/lib/api/run-status";
import type { RunView } from "@/lib/api/runs";

/** The way to where a corrected file comes back; nothing where a run has nothing to correct. */
export function UploadLink({ run }: { run: RunView }) {
  if (run.ledger.rejected === 0 || isRunLive(run.status) || run.retry.whyNot !== null) return null;
  return (
    <LinkButton href={`/runs/${run.id}/upload`}>
      <Upload aria-hidden />
      Upload corrected file
    </LinkButton>
  );
}
