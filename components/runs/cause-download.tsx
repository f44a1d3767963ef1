import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import { reportHref } from "@/lib/api/queries";
import type { CauseView, RunView } from "@/lib/api/runs";

/** The rows of one cause as a file for spreadsheets. */
export function CauseDownload({ run, cause }: { run: Pick<RunView, "id" | "hasReport">; cause: CauseView }) {
  if (!run.hasReport) return null;
  const name = [cause.code, cause.property, cause.option].filter(Boolean).join(" ");
  return (
    <Button size="sm" variant="ghost" asChild>
      <a href={reportHref(run.id, "csv", cause.id)} aria-label={`Download the rows of ${name} as CSV`}>
        <Download aria-hidden />
        CSV
      </a>
    </Button>
  );
}
