import { Disclosure } from "@/components/ui/disclosure";
import { formatCount } from "@/components/ui/format-number";
import { Num } from "@/components/ui/number";
import { TD, TR } from "@/components/ui/table";
import { ExternalLink, TextLink } from "@/components/ui/text-link";
import type { WrittenRowView } from "@/lib/api/records";
import { OutcomeBadge } from "./outcome-badge";
import { recordHref } from "./record-hash";
import { WrittenValues } from "./write-list";

/** A row with what was sent of it; its match value leads to the record's history. */
export function WrittenRow({ row }: { row: WrittenRowView }) {
  const label = `Values of ${row.rowNumber === null ? `record ${row.recordId}` : `row ${row.rowNumber}`}`;
  const asked = row.matchValue ?? row.recordId;
  return (
    <TR>
      <TD isNumeric className="align-top">
        <Num value={row.rowNumber} />
      </TD>
      <TD className="align-top font-mono text-xs wrap-anywhere">
        {asked === null ? "–" : <TextLink href={recordHref(asked)}>{asked}</TextLink>}
      </TD>
      <TD className="align-top">
        <OutcomeBadge outcome={row.outcome} />
      </TD>
      <TD className="align-top max-sm:hidden">
        {row.recordUrl ? <ExternalLink href={row.recordUrl}>{row.recordId}</ExternalLink> : (row.recordId ?? "–")}
      </TD>
      <TD className="min-w-48 align-top">
        {row.values.length === 0 ? (
          <WrittenValues row={row} label={label} />
        ) : (
          <Disclosure title={formatCount(row.values.length, "value")}>
            <WrittenValues row={row} label={label} />
          </Disclosure>
        )}
      </TD>
    </TR>
  );
}
