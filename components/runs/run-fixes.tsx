"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { runFixesQuery } from "@/lib/api/queries";
import type { RunView } from "@/lib/api/runs";
import { LazyFixBar } from "./fixes/lazy-fix-bar";

/** What can be done about properties that are gone and stopped a run. */
export function RunFixes({ run }: { run: Pick<RunView, "id" | "portalId" | "objectTypeId"> }) {
  const [made, setMade] = useState<string | null>(null);
  const { data, error, isLoading } = useQuery(runFixesQuery(run.id));
  const done = data?.isFixed ? `${made ?? "The mapping works now."} Run the sync again.` : made;
  return (
    <div className="mt-2">
      <LazyFixBar
        place={{ runId: run.id, causeId: null, portalId: run.portalId, objectTypeId: run.objectTypeId }}
        found={data}
        error={error}
        isLoading={isLoading}
        done={done}
        onMade={setMade}
      />
    </div>
  );
}
