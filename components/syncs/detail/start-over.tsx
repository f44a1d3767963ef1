"use client";

import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { startRun } from "@/app/_server/actions/runs";
import { forgetAccepted } from "@/app/_server/actions/syncs";
import { unwrapAction } from "@/components/forms/unwrap-action";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { formatCount } from "@/components/ui/format-number";
import { toast } from "@/components/ui/toast";
import type { SyncView } from "@/lib/api/syncs";

/** The two ways to begin anew: send all rows again, or forget what was accepted without sending. */
export function StartOver({ sync }: { sync: SyncView }) {
  const router = useRouter();

  async function sendAll() {
    const { runId } = await unwrapAction(startRun({ syncId: sync.id, isFull: true }));
    router.push(`/runs/${runId}`);
  }

  async function forget() {
    const { rows } = await unwrapAction(forgetAccepted({ syncId: sync.id }));
    toast.success(`${formatCount(rows, "row")} forgotten. The next run sends every row.`);
  }

  return (
    <section aria-labelledby="start-over" className="mt-6">
      <h2 id="start-over" className="text-base font-semibold text-ink">
        Start over
      </h2>
      <div className="mt-2 divide-y rounded-lg border bg-surface shadow-card">
        <Way
          title="Send all rows again"
          text="A run that sends every row, whatever HubSpot has accepted of it: after people have changed records in HubSpot by hand, for one."
        >
          <ConfirmDialog
            trigger={<Button disabled={sync.whyBlocked !== null}>Send all rows again</Button>}
            title={`Send all rows of ${sync.name} again?`}
            description="Every row of the query is written to HubSpot, not only what has changed. That takes one call for a hundred rows."
            confirmLabel="Send all rows"
            onConfirm={sendAll}
          />
        </Way>
        <Way
          title="Forget what HubSpot has accepted"
          text="Nothing is sent now. The next run compares with nothing: it sends every row, and doesn’t know which rows have vanished."
        >
          <ConfirmDialog
            trigger={<Button>Forget</Button>}
            tone="danger"
            title={`Forget what HubSpot has accepted of ${sync.name}?`}
            description="Records whose rows vanish before the next run stay in HubSpot for good. This can’t be undone."
            confirmLabel="Forget it"
            onConfirm={forget}
          />
        </Way>
      </div>
    </section>
  );
}

function Way({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3">
      <div className="min-w-0 max-w-prose">
        <h3 className="text-sm font-medium text-ink">{title}</h3>
        <p className="text-xs text-muted">{text}</p>
      </div>
      {children}
    </div>
  );
}
