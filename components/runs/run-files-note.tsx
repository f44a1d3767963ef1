import { Callout } from "@/components/ui/callout";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import type { RunView } from "@/lib/api/runs";

/** What there is to know of the files of a run's rejected rows: that they wait, that they are gone, or where they are. */
export function RunFilesNote({ run: { files } }: { run: Pick<RunView, "files"> }) {
  if (files.whyDeleted) return <Callout tone="info">{files.whyDeleted}</Callout>;
  if (files.waiting) {
    return (
      <Callout tone="warning" title="The rejected rows of this run wait in the instance’s store">
        <p>{files.waiting.problem}</p>
        <p className="mt-1">
          Nothing is lost: they can be looked at and downloaded here. The next try is{" "}
          <Time at={files.waiting.nextTryAt} format="relative" />.{" "}
          <TextLink href="/connections#storage">Look at the storage</TextLink>
        </p>
      </Callout>
    );
  }
  if (!files.bucket) return null;
  return <p className="text-xs text-muted">The files of these rows are in {files.bucket}.</p>;
}
