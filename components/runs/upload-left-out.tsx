import { Backticked } from "@/components/ui/backticked";
import { Card, CardBody, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { Code } from "@/components/ui/code";
import type { UploadView } from "@/lib/api/uploads";
import { describeLeftOut, nameLines } from "./upload-words";

/** Lines and columns of a corrected file that are not sent, each with why. */
export function UploadLeftOut({ upload: { leftOut, ignoredColumns } }: { upload: UploadView }) {
  if (leftOut.length === 0 && ignoredColumns.length === 0) return null;
  return (
    <Card aria-labelledby="left-out">
      <CardHeader>
        <CardTitle id="left-out">Left out</CardTitle>
        <CardDescription>
          Rows that aren’t sent stay open. Lines are counted as a spreadsheet numbers them.
        </CardDescription>
      </CardHeader>
      <CardBody>
        <ul className="flex flex-col divide-y text-sm">
          {leftOut.map((lines) => {
            const { what, fix } = describeLeftOut(lines);
            return (
              <li key={lines.reason} className="flex flex-col gap-0.5 py-2 first:pt-0 last:pb-0">
                <p className="font-medium">{what}</p>
                <p>
                  <Backticked text={fix} />
                </p>
                <p className="text-xs text-muted">{nameLines(lines)}</p>
              </li>
            );
          })}
          {ignoredColumns.length > 0 && (
            <li className="flex flex-wrap items-baseline gap-x-1.5 gap-y-1 py-2 first:pt-0 last:pb-0">
              <span className="font-medium">Columns that this run doesn’t have:</span>
              {ignoredColumns.map((column) => (
                <Code key={column}>{column}</Code>
              ))}
            </li>
          )}
        </ul>
      </CardBody>
    </Card>
  );
}
