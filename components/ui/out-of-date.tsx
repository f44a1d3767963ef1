import { describeFailure } from "@/components/forms/describe-failure";
import { Callout } from "./callout";

interface OutOfDateProps {
  /** What is shown all the same: "This list". */
  what: string;
  /** Why it couldn't be read again; null while it can. */
  error: Error | null;
}

/** Above what is shown as it was last read, once reading it again has failed. */
export function OutOfDate({ what, error }: OutOfDateProps) {
  if (!error) return null;
  return (
    <Callout tone="warning" title={`${what} may be out of date`} isAnnounced>
      {describeFailure(error)} This is tried again every few seconds.
    </Callout>
  );
}
