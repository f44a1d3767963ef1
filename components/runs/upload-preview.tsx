"use client";

import { Send } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { sendUpload } from "@/app/_server/actions/runs";
import { useAction } from "@/components/forms/use-action";
import { Backticked } from "@/components/ui/backticked";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Fact, FactList } from "@/components/ui/fact-list";
import { formatCount } from "@/components/ui/format-number";
import { LinkButton } from "@/components/ui/link-button";
import { Num } from "@/components/ui/number";
import { Stat, StatRow } from "@/components/ui/stat";
import { Time } from "@/components/ui/time";
import type { UploadView } from "@/lib/api/uploads";
import { formatBytes } from "./format-bytes";
import { UploadChanges } from "./upload-changes";
import { UploadCheckCard } from "./upload-check-card";
import { UploadLeftOut } from "./upload-left-out";
import { UploadWarnings } from "./upload-warnings";

interface UploadPreviewProps {
  upload: UploadView;
  onOther: () => void;
}

/** What will happen when a corrected file is sent, before it is. */
export function UploadPreview({ upload, onOther }: UploadPreviewProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // The file field that had the focus is gone: whoever goes by keyboard or by ear goes on here.
  useEffect(() => heading.current?.focus(), []);

  return (
    <section aria-labelledby="preview" className="flex flex-col gap-4">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
        <div className="min-w-0">
          <h2
            id="preview"
            ref={heading}
            tabIndex={-1}
            className="rounded-sm text-base font-semibold wrap-anywhere outline-none"
          >
            {upload.fileName}
          </h2>
          <FileFacts upload={upload} />
        </div>
        <div className="flex flex-wrap items-center gap-2">
          {upload.sentByRunId === null && <Button onClick={onOther}>Choose another file</Button>}
          <SendButton upload={upload} />
        </div>
      </div>
      <PreviewNotes upload={upload} />
      <PreviewStats upload={upload} />
      <UploadCheckCard check={upload.check} rows={upload.rows} />
      <UploadWarnings warnings={upload.warnings} />
      <UploadLeftOut upload={upload} />
      {upload.rows > 0 && <UploadChanges upload={upload} />}
    </section>
  );
}

function FileFacts({ upload }: { upload: UploadView }) {
  return (
    <div className="mt-1">
      <FactList>
        <Fact term="Size">{formatBytes(upload.bytes)}</Fact>
        <Fact term="Uploaded">
          <Time at={upload.uploadedAt} />
          {upload.uploadedBy && <span className="text-muted"> by {upload.uploadedBy}</span>}
        </Fact>
        {upload.sentByRunId === null && (
          <Fact term="Deleted, unless it is sent">
            <Time at={upload.expiresAt} />
          </Fact>
        )}
      </FactList>
    </div>
  );
}

function SendButton({ upload }: { upload: UploadView }) {
  const router = useRouter();
  const { run, isPending, problem } = useAction(sendUpload, ({ runId }) => router.push(`/runs/${runId}`));
  if (upload.sentByRunId !== null || upload.rows === 0) return null;
  return (
    <>
      <Button
        variant="primary"
        pending={isPending}
        disabled={upload.whyNot !== null}
        aria-describedby={upload.whyNot === null ? undefined : "why-not"}
        onClick={() => run({ uploadId: upload.id })}
      >
        <Send aria-hidden />
        {upload.rows === 1 ? "Send this row" : `Send these ${formatCount(upload.rows, "row")}`}
      </Button>
      {problem && (
        <p role="alert" className="w-0 min-w-full text-sm text-danger sm:text-right">
          {problem.message}
        </p>
      )}
    </>
  );
}

function PreviewNotes({ upload }: { upload: UploadView }) {
  if (upload.sentByRunId !== null) {
    return (
      <Callout
        tone="success"
        title="This file was sent"
        action={
          <LinkButton size="sm" href={`/runs/${upload.sentByRunId}`}>
            Open the run that sent it
          </LinkButton>
        }
      >
        A file is sent once. What was refused again can be corrected on that run’s page.
      </Callout>
    );
  }
  if (upload.whyNot !== null) {
    return (
      <div id="why-not">
        <Callout tone="danger" title="This file can’t be sent">
          <Backticked text={upload.whyNot} />
        </Callout>
      </div>
    );
  }
  return null;
}

function PreviewStats({ upload }: { upload: UploadView }) {
  const { rows, changedRows, changedCells, leftOut, check } = upload;
  const linesLeftOut = leftOut.reduce((sum, { rows: lines }) => sum + lines, 0);
  return (
    <StatRow>
      <Stat label="Rows to send" value={<Num value={rows} />} hint="Only what is in the file." />
      <Stat
        label="Of them changed"
        value={<Num value={changedRows} />}
        tone={changedRows === 0 && rows > 0 ? "warning" : "neutral"}
        hint={describeUnchanged(rows - changedRows, changedCells)}
      />
      <Stat
        label="Would be refused again"
        value={<Num value={check.rows === 0 ? null : check.refused} />}
        tone={check.refused > 0 ? "warning" : "neutral"}
        hint={describeChecked(check.rows, rows)}
      />
      <Stat
        label="Lines left out"
        value={<Num value={linesLeftOut} />}
        tone={linesLeftOut > 0 ? "warning" : "neutral"}
        hint={linesLeftOut > 0 ? "They aren’t sent: see why below." : "Every line is a row of this run."}
      />
    </StatRow>
  );
}

function describeChecked(checked: number, rows: number): string {
  if (checked === 0) return "Not checked.";
  return checked < rows ? `Of the first ${formatCount(checked, "row")}.` : "By the preflight, of all rows.";
}

function describeUnchanged(unchanged: number, cells: number): string {
  const changed = `${formatCount(cells, "cell")}.`;
  if (unchanged === 0) return changed;
  return `${changed} ${formatCount(unchanged, "row")} as they were.`;
}
