"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { loadPart } from "@/components/ui/connection";
import { Disclosure } from "@/components/ui/disclosure";
import { Select } from "@/components/ui/select";
import { isRunLive } from "@/lib/api/run-status";
import type { RunView } from "@/lib/api/runs";

const CallTable = dynamic(() => loadPart(() => import("./call-table")).then((module) => module.CallTable), {
  ssr: false,
});

/** The last calls of a run, asked for once somebody wants to see them. */
export function RunCalls({ run }: { run: Pick<RunView, "id" | "status" | "callsMade" | "dryRun"> }) {
  const [isOpen, setIsOpen] = useState(false);
  const [only, setOnly] = useState<"refused" | undefined>();
  if (run.dryRun) return null;
  return (
    <section id="calls" aria-label="Calls to HubSpot">
      <Disclosure title="Calls to HubSpot: the last 500, with request and answer" onToggle={setIsOpen}>
        {isOpen && (
          <div className="flex flex-col gap-3">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <p className="max-w-prose text-sm text-muted">
                The calls of this run’s delivery, the newest first. Of each the first records are kept, their values
                masked.
              </p>
              <Select
                aria-label="Which calls"
                className="w-auto"
                value={only ?? ""}
                onChange={({ target }) => setOnly(target.value === "refused" ? "refused" : undefined)}
              >
                <option value="">All calls</option>
                <option value="refused">Refused, in part or whole</option>
              </Select>
            </div>
            <CallTable key={only ?? ""} runId={run.id} only={only} isLive={isRunLive(run.status)} />
          </div>
        )}
      </Disclosure>
    </section>
  );
}
