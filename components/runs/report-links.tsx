import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import { reportHref } from "@/lib/api/queries";
import { isRunLive } from "@/lib/api/run-status";
import type { RunView } from "@/lib/api/runs";

const formats = [
  { format: "csv", label: "Download CSV" },
  { format: "ndjson", label: "Download NDJSON" },
] as const;

/** The rejected rows as files; nothing where none was rejected. */
export function ReportLinks({ run }: { run: RunView }) {
  if (run.ledger.rejected === 0) return null;
  if (!run.hasReport) return <NoReportYet run={run} />;
  return formats.map(({ format, label }) => (
    <Button key={format} asChild>
      <a href={reportHref(run.id, format)}>
        <Download aria-hidden />
        {label}
      </a>
    </Button>
  ));
}

function NoReportYet({ run }: { run: RunView }) {
  // Why they are gone is said where the rejects are.
  if (run.files.deletedAt) return null;
  const reason = isRunLive(run.status)
    ? "Rejected rows can be downloaded when the run has ended."
    : "This run ended before its files could be written; they are written when the store is back.";
  return (
    <>
      <span id="why-no-report" className="text-xs text-muted">
        {reason}
      </span>
      {formats.map(({ format, label }) => (
        <Button key={format} disabled aria-describedby="why-no-report">
          <Download aria-hidden />
          {label}
        </Button>
      ))}
    </>
  );
}
