import { formatDuration } from "@/components/ui/format-time";
import { Table, TBody, TD, TH, THead, TR } from "@/components/ui/table";
import { formatPace } from "./format-pace";
import type { MeasuredPace } from "./measure-pace";

/** What the bars show, for whoever would rather read it, or can't see it. */
export function PaceTable({ pace: { bars } }: { pace: MeasuredPace }) {
  return (
    <>
      {bars.length === 0 && <p className="mb-2 text-sm text-muted">Nothing was delivered so far.</p>}
      <Table label="Throughput" boxClassName="max-h-64">
        <THead>
          <TR>
            <TH isNumeric>From</TH>
            <TH isNumeric>For</TH>
            <TH isNumeric>Calls a second</TH>
            <TH isNumeric>Rows a second</TH>
          </TR>
        </THead>
        <TBody>
          {bars.map((bar) => (
            <TR key={bar.at}>
              <TD isNumeric>{formatDuration(bar.at * 1_000)}</TD>
              <TD isNumeric>{formatDuration(bar.seconds * 1_000)}</TD>
              <TD isNumeric>{formatPace(bar.callsPerSecond)}</TD>
              <TD isNumeric>{formatPace(bar.rowsPerSecond)}</TD>
            </TR>
          ))}
        </TBody>
      </Table>
    </>
  );
}
