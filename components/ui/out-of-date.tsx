"use client";

import { TriangleAlert } from "lucide-react";
import { describeFailure } from "@/components/forms/describe-failure";
import { useConnection } from "./connection";
import { NoticeStrip } from "./notice-strip";

interface OutOfDateProps {
  /** What is shown all the same: "This list". */
  what: string;
  /** Why it couldn't be read again; null while it can. */
  error: Error | null;
}

/** Of what is shown as it was last read, once reading it again has failed. Offline, the console says so itself. */
export function OutOfDate({ what, error }: OutOfDateProps) {
  const isOnline = useConnection() === "online";
  return (
    <NoticeStrip icon={TriangleAlert}>
      {error && isOnline ? (
        <>
          <span className="font-medium">{what} may be out of date.</span> {describeFailure(error)}{" "}
          <span className="max-sm:hidden">This is tried again every few seconds.</span>
        </>
      ) : null}
    </NoticeStrip>
  );
}
