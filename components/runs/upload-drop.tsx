"use client";

import { FileUp } from "lucide-react";
import { type ChangeEvent, type DragEvent, useId, useState } from "react";
import { useIsHydrated } from "@/components/forms/use-is-hydrated";
import { Backticked } from "@/components/ui/backticked";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { formatPercent } from "@/components/ui/format-number";
import { Progress } from "@/components/ui/progress";
import { TextLink } from "@/components/ui/text-link";
import { reportHref } from "@/lib/api/queries";
import type { FileUpload } from "./use-file-upload";

interface UploadDropProps {
  runId: string;
  state: FileUpload;
  onFile: (file: File) => void;
  onStop: () => void;
}

/** Where a corrected file is chosen or dropped, and watched on its way. */
export function UploadDrop({ runId, state, onFile, onStop }: UploadDropProps) {
  return (
    <>
      {state.kind === "waiting" && state.problem !== null && (
        <Callout tone="danger" isAnnounced title={`${state.fileName} can’t be taken`}>
          <Backticked text={state.problem} />
        </Callout>
      )}
      {state.kind === "sending" ? (
        <SendingFile state={state} onStop={onStop} />
      ) : (
        <FileField onFile={onFile} hasProblem={state.problem !== null} />
      )}
      <HowTo runId={runId} />
    </>
  );
}

function FileField({ onFile, hasProblem }: { onFile: (file: File) => void; hasProblem: boolean }) {
  const [isOver, setIsOver] = useState(false);
  const hintId = useId();
  // A file that is chosen before would be heard by nobody.
  const isHydrated = useIsHydrated();
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file) onFile(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    take(event.dataTransfer.files);
  };
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    take(event.target.files);
    // Chosen again after it was corrected, the same file has to count as chosen.
    event.target.value = "";
  };

  return (
    <label
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
      className={cn(
        "flex cursor-pointer flex-col items-center gap-1 rounded-lg border border-dashed px-6 py-12 text-center transition-colors hover:bg-hover/60 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
        isOver ? "border-accent bg-accent-soft" : "border-line-strong bg-surface",
      )}
    >
      <span className="mb-2 grid size-10 place-items-center rounded-lg border bg-surface text-muted shadow-card">
        <FileUp aria-hidden className="size-5" />
      </span>
      <span className="text-base font-semibold">
        {hasProblem ? "Choose another file" : "Choose the corrected file"}
        <span className="font-normal text-muted max-sm:hidden">, or drop it here</span>
      </span>
      <span id={hintId} className="text-sm text-pretty text-muted">
        CSV with commas, semicolons or tabs, or NDJSON; 1 GB at the most.
      </span>
      <input
        type="file"
        accept=".csv,.tsv,.txt,.ndjson,.jsonl,text/csv"
        aria-describedby={hintId}
        className="sr-only"
        disabled={!isHydrated}
        onChange={choose}
      />
    </label>
  );
}

function SendingFile({ state, onStop }: { state: Extract<FileUpload, { kind: "sending" }>; onStop: () => void }) {
  const isThere = state.share >= 1;
  return (
    <Card aria-label="Upload">
      <CardBody className="flex flex-col gap-3">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <p role="status" className="min-w-0 text-sm wrap-anywhere">
            <span className="font-medium">{state.fileName}</span>{" "}
            <span className="text-muted">
              {isThere ? "is being compared with the rejected rows…" : "is on its way…"}
            </span>
          </p>
          <span className="flex items-center gap-3">
            {!isThere && <span className="text-sm text-muted tabular-nums">{formatPercent(state.share)}</span>}
            <Button size="sm" onClick={onStop}>
              Stop
            </Button>
          </span>
        </div>
        <Progress label="Uploaded" value={isThere ? null : state.share * 100} />
      </CardBody>
    </Card>
  );
}

function HowTo({ runId }: { runId: string }) {
  return (
    <Card aria-labelledby="how-to">
      <CardHeader>
        <CardTitle id="how-to">How it works</CardTitle>
      </CardHeader>
      <CardBody>
        <ol className="flex max-w-prose list-decimal flex-col gap-1.5 pl-5 text-sm">
          <li>
            <a className="text-accent-text underline underline-offset-3" href={reportHref(runId, "csv")}>
              Download the rejected rows
            </a>{" "}
            as CSV and open them in a spreadsheet.
          </li>
          <li>
            Correct the cells. Rows that you delete aren’t sent; columns may stand in any order, but keep their names,
            and keep <Backticked text="`sluice_run_id`" /> and <Backticked text="`sluice_row`" />: by them a row is
            found again.
          </li>
          <li>
            Save as “CSV UTF-8” and upload the file here.{" "}
            <TextLink href="/docs/rejects#correct-a-file-and-send-it-back">
              How to save it in Excel, Numbers, Sheets
            </TextLink>
          </li>
        </ol>
      </CardBody>
    </Card>
  );
}
