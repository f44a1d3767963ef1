"use client";

import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { describeFailure } from "@/components/forms/describe-failure";
import { useConnection } from "./connection";
import { NoticeStrip } from "./notice-strip";

interface OutOfDateProps {
  /** What is shown all the same: "This list". */
  what: string;
  /** Why it couldn't be read again; null for what could be. */
  errors: readonly (Error | null)[];
  /** Whether they are of something else that says so itself, like a further page of a list. */
  isToldElsewhere?: boolean;
}

/** Of what is shown as it was last read, once reading it again has failed. Offline, the console says so itself. */
export function OutOfDate({ what, errors, isToldElsewhere = false }: OutOfDateProps) {
  const isOnline = useConnection() === "online";
  // An error stands until the next answer. One that was told elsewhere isn't told here while that is waited for.
  const [told, setTold] = useState<readonly Error[]>([]);
  const failures = errors.filter((error) => error !== null);
  const failure = failures.find((error) => !told.includes(error));
  if (failure && (isToldElsewhere || !isOnline)) setTold(failures);
  return (
    <NoticeStrip icon={TriangleAlert}>
      {failure ? (
        <>
          <span className="font-medium">{what} may be out of date.</span> {describeFailure(failure)}
        </>
      ) : null}
    </NoticeStrip>
  );
}
