import { Callout } from "@/components/ui/callout";
import type { RunView } from "@/lib/api/runs";
import { WaitingFilesNote } from "./waiting-files-note";

/** What there is to know of the files of a run's rejected rows: that they wait, that they are gone, or where they are. */
export function RunFilesNote({ run: { files } }: { run: Pick<RunView, "files"> }) {
  if (files.whyDeleted) return <Callout tone="info">{files.whyDeleted}</Callout>;
  if (files.waiting) {
    return (
      <WaitingFilesNote
        what="The rejected rows of this run"
        meanwhile="they can be looked at and downloaded here."
        waiting={files.waiting}
      />
    );
  }
  if (!files.bucket) return null;
  return <p className="text-xs text-muted">The files of these rows are in {files.bucket}.</p>;
}
