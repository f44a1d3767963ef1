import { Callout } from "@/components/ui/callout";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import type { WaitingFiles } from "@/lib/api/runs";

interface WaitingFilesNoteProps {
  /** What waits: "The rejected rows of this run". */
  what: string;
  /** What can be done with it meanwhile. */
  meanwhile: string;
  waiting: WaitingFiles;
}

/** That files of a run wait in the instance's store for the workspace's bucket, why, and until when. */
export function WaitingFilesNote({ what, meanwhile, waiting: { problem, nextTryAt } }: WaitingFilesNoteProps) {
  return (
    <Callout tone="warning" title={`${what} wait in the instance’s store`}>
      <p>{problem}</p>
      <p className="mt-1">
        Nothing is lost: {meanwhile} The next try is <Time at={nextTryAt} format="relative" />.{" "}
        <TextLink href="/connections#storage">Look at the storage</TextLink>
      </p>
    </Callout>
  );
}
