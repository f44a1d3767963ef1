import { CheckLine } from "@/components/syncs/editor/check-line";
import { Backticked } from "@/components/ui/backticked";
import { Callout } from "@/components/ui/callout";
import { Card, CardBody, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { Code } from "@/components/ui/code";
import { formatCount } from "@/components/ui/format-number";
import type { RefusedAgain, UploadCheck } from "@/lib/api/uploads";
import { nameLines } from "./upload-words";

interface UploadCheckCardProps {
  check: UploadCheck;
  /** Of the file, that would be sent. */
  rows: number;
}

/** Which rows today's mapping would refuse again, and why. */
export function UploadCheckCard({ check, rows }: UploadCheckCardProps) {
  if (check.whyUnchecked !== null) {
    return (
      <Callout tone="warning" title="The rows couldn’t be checked before they are sent">
        <Backticked text={check.whyUnchecked} />
      </Callout>
    );
  }
  // What is wrong with the mapping as a whole is said where nothing can be sent.
  if (check.rows === 0) return null;
  const checked = check.rows < rows ? `the first ${formatCount(check.rows, "row")}` : formatCount(rows, "row");
  return (
    <Card aria-labelledby="check">
      <CardHeader>
        <CardTitle id="check">Check by today’s mapping</CardTitle>
        <CardDescription>Of {checked}. HubSpot isn’t asked before they are sent.</CardDescription>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        {check.refused === 0 ? (
          <CheckLine isGood>The preflight takes {check.rows === 1 ? "it" : "all of them"}.</CheckLine>
        ) : (
          <>
            <CheckLine isGood={false}>
              {formatCount(check.refused, "row")} would be refused again. You can send the file all the same: they are
              rejected once more, and stay open.
            </CheckLine>
            <ul className="flex flex-col divide-y">
              {check.causes.map((cause) => (
                <CauseLine key={`${cause.code} ${cause.property} ${cause.message}`} cause={cause} />
              ))}
            </ul>
          </>
        )}
      </CardBody>
    </Card>
  );
}

function CauseLine({ cause }: { cause: RefusedAgain }) {
  return (
    <li className="flex flex-col gap-1 py-2 text-sm first:pt-0 last:pb-0">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-medium tabular-nums">{formatCount(cause.rows, "row")}</span>
        <Code>{cause.code}</Code>
        {cause.property && <span className="wrap-anywhere">{cause.property}</span>}
      </p>
      <p className="wrap-anywhere">
        <Backticked text={cause.message} />
      </p>
      <p className="text-xs text-muted">{nameLines(cause)}</p>
    </li>
  );
}
