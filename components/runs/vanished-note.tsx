import { Callout } from "@/components/ui/callout";
import { formatCount, formatNumber } from "@/components/ui/format-number";
import { isRunLive } from "@/lib/api/run-status";
import type { RunView } from "@/lib/api/runs";

/** The second sum of a run: what became of the records whose rows have vanished. */
export function VanishedNote({ run }: { run: RunView }) {
  if (run.keysMissing === 0) return null;
  if (run.dryRun) return <WouldVanish run={run} wouldRemove={run.dryRun.wouldRemove} />;
  const { keysMissing, keysCleared, keysArchived, keysRefused, keptReason, refusedSamples } = run;
  const kept = keysMissing - keysCleared - keysArchived - keysRefused;
  const isOpen = isRunLive(run.status) && run.vanished !== "keep" && keptReason === null;
  const sum = [
    `${formatNumber(kept)} ${isOpen ? "to do" : "kept"}`,
    `${formatNumber(keysCleared)} cleared`,
    `${formatNumber(keysArchived)} archived`,
    `${formatNumber(keysRefused)} refused`,
  ].join(" + ");
  return (
    <Callout tone={keysRefused > 0 || keptReason !== null ? "warning" : "info"} title={titleOf(keysMissing)}>
      <p className="tabular-nums">
        {formatNumber(keysMissing)} vanished = {sum}
      </p>
      {keptReason !== null && <p className="mt-1">Nothing was removed: {keptReason}</p>}
      {[...new Set(refusedSamples)].map((words) => (
        <p key={words} className="mt-1">
          {words}
        </p>
      ))}
    </Callout>
  );
}

function titleOf(keysMissing: number): string {
  return `${formatCount(keysMissing, "row")} of earlier runs ${keysMissing === 1 ? "has" : "have"} vanished from the source`;
}

/** Of a dry run: what a run would do to those records. */
function WouldVanish({
  run: { keysMissing, keptReason, vanished },
  wouldRemove,
}: {
  run: RunView;
  wouldRemove: number;
}) {
  const removed = wouldRemove > 0 && ` + ${formatNumber(wouldRemove)} to ${vanished}`;
  return (
    <Callout tone={wouldRemove > 0 || keptReason !== null ? "warning" : "info"} title={titleOf(keysMissing)}>
      <p className="tabular-nums">
        {formatNumber(keysMissing)} vanished = {formatNumber(keysMissing - wouldRemove)} to keep
        {removed}
      </p>
      {keptReason !== null && <p className="mt-1">Nothing would be removed: {keptReason}</p>}
    </Callout>
  );
}
