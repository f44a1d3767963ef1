import { formatDay } from "@/components/ui/format-time";
import { Num } from "@/components/ui/number";
import { Table, TBody, TD, TH, THead, TR } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { writeRunFilter } from "@/lib/api/run-filter";
import type { DayRows } from "@/lib/api/runs";

const DAY_MS = 86_400_000;

/** The days with their rows, the latest first; a day leads to its runs. */
export function DayTable({ days }: { days: readonly DayRows[] }) {
  const some = days.filter(({ runs }) => runs > 0).toReversed();
  return (
    <Table label="Rows of each day" boxClassName="max-h-72">
      <THead>
        <TR>
          <TH>Day (UTC)</TH>
          <TH isNumeric>Runs</TH>
          <TH isNumeric>Created</TH>
          <TH isNumeric>Updated</TH>
          <TH isNumeric>Rejected</TH>
        </TR>
      </THead>
      <TBody>
        {some.map(({ day, runs, created, updated, rejected }) => (
          <TR key={day}>
            <TD>
              <TextLink href={runsOf(day)}>{formatDay(day)}</TextLink>
            </TD>
            <TD isNumeric>
              <Num value={runs} />
            </TD>
            <TD isNumeric>
              <Num value={created} />
            </TD>
            <TD isNumeric>
              <Num value={updated} />
            </TD>
            <TD isNumeric>
              <Num value={rejected} />
            </TD>
          </TR>
        ))}
      </TBody>
    </Table>
  );
}

function runsOf(day: string): string {
  const start = Date.parse(`${day}T00:00:00Z`);
  const [from, before] = [start, start + DAY_MS].map((at) => new Date(at).toISOString());
  // Of runs that have ended, as the sums are made.
  return `/runs?${writeRunFilter({ kind: "real", ended: "30d", from, before })}`;
}
