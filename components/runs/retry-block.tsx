import { Callout } from "@/components/ui/callout";
import { LinkButton } from "@/components/ui/link-button";
import { isRunLive } from "@/lib/api/run-status";
import type { RunView } from "@/lib/api/runs";

/** Why nothing that a run has rejected can be sent again from it; nothing where it can, or is about to be told. */
export function RetryBlock({ run }: { run: Pick<RunView, "status" | "retry" | "ledger"> }) {
  const { whyNot, newerRunId } = run.retry;
  if (whyNot === null || run.ledger.rejected === 0 || isRunLive(run.status)) return null;
  return (
    <Callout
      tone="info"
      title="These rows can’t be retried from here"
      action={
        newerRunId !== null && (
          <LinkButton href={`/runs/${newerRunId}#rejects`} size="sm">
            Open the newer run
          </LinkButton>
        )
      }
    >
      {whyNot}
    </Callout>
  );
}
