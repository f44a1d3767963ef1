"use client";

import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { Code } from "@/components/ui/code-block";
import { formatCount } from "@/components/ui/format-number";
import type { CauseView, RunView } from "@/lib/api/runs";
import { CauseAdvice } from "./cause-advice";
import { CauseFixes } from "./cause-fixes";
import { CauseSamples } from "./cause-samples";
import { RefusalWords } from "./refusal-words";
import { RejectTable } from "./reject-table";
import { StageBadge } from "./stage-badge";

interface CauseCardProps {
  run: Pick<RunView, "id" | "portalId" | "objectTypeId">;
  cause: CauseView;
}

/** A cause: how many rows, who refused them and in which words, what it means, what to do; a click opens its rows. */
export function CauseCard({ run, cause }: CauseCardProps) {
  const [isOpen, setIsOpen] = useState(false);
  const titleId = `cause-${cause.id}`;
  const rowsId = `${titleId}-rows`;

  return (
    <Card aria-labelledby={titleId} className="overflow-hidden">
      <div className="flex flex-col gap-3 px-4 py-3">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <h3 id={titleId} className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 text-sm font-semibold">
            <Code>{cause.code}</Code>
            {cause.property && <span className="wrap-anywhere">{cause.property}</span>}
            {cause.option !== null && <span className="wrap-anywhere text-muted">“{cause.option}”</span>}
          </h3>
          <StageBadge stage={cause.stage} />
          <Button
            size="sm"
            className="ml-auto"
            aria-expanded={isOpen}
            aria-controls={rowsId}
            onClick={() => setIsOpen(!isOpen)}
          >
            {formatCount(cause.rows, "row")}
            <ChevronDown aria-hidden className={cn("transition-transform", isOpen && "rotate-180")} />
          </Button>
        </div>
        <RefusalWords stage={cause.stage} message={cause.message} />
        <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-2 lg:grid-cols-3">
          <CauseAdvice cause={cause} />
          <CauseSamples cause={cause} />
        </dl>
        <CauseFixes run={run} cause={cause} />
      </div>
      <div id={rowsId} hidden={!isOpen}>
        {isOpen && <RejectTable runId={run.id} cause={cause} />}
      </div>
    </Card>
  );
}
