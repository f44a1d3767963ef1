import { Callout } from "@/components/ui/callout";
import { formatCount } from "@/components/ui/format-number";
import { Time } from "@/components/ui/time";
import type { StorageView } from "@/lib/api/storage";

/** What isn't as it should be, and what lies elsewhere. */
export function StorageNotices({ view: { waiting, undeleted, earlier } }: { view: StorageView }) {
  return (
    <>
      {waiting && (
        <Callout tone="warning" title={`Files of ${nameWriters(waiting)} wait in the instance’s store`}>
          <p>{waiting.problem}</p>
          <p className="mt-1">
            Nothing is lost: they can be looked at, and rejected rows downloaded, from there. The next try is{" "}
            <Time at={waiting.nextTryAt} format="relative" />; a test that passes starts it within a minute.
          </p>
        </Callout>
      )}
      {undeleted && (
        <Callout tone="warning" title="Files that have to be deleted couldn’t be">
          <p>{undeleted.problem}</p>
          <p className="mt-1">
            The next try is <Time at={undeleted.nextTryAt} format="relative" />.
          </p>
        </Callout>
      )}
      {earlier.map(({ id, address, runs, replacedAt }) => (
        <Callout key={id} tone="info">
          Files of {formatCount(runs, "earlier run")} are still in {address}, which was used until{" "}
          <Time at={replacedAt} format="date" />. Keep the bucket, and what Sluice may do there, as long as you need
          them.
        </Callout>
      ))}
    </>
  );
}

function nameWriters({ runs, sentRows }: NonNullable<StorageView["waiting"]>): string {
  const rows = `${formatCount(sentRows, "row")} sent by hand`;
  if (sentRows === 0) return formatCount(runs, "run");
  return runs === 0 ? rows : `${formatCount(runs, "run")} and of ${rows}`;
}
