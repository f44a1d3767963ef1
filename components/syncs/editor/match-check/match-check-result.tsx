import type { ReactNode } from "react";
import { Disclosure } from "@/components/ui/disclosure";
import { formatCount, formatNumber } from "@/components/ui/format-number";
import type { MatchCheck, UnusableRow } from "@/lib/api/match-check";
import type { SyncInput } from "@/lib/api/syncs";
import { CheckLine } from "../check-line";

interface MatchCheckResultProps {
  check: MatchCheck;
  duplicates: SyncInput["duplicates"];
}

/** What a check of all rows has found, each number with what it means and a few of its rows. */
export function MatchCheckResult({ check, duplicates }: MatchCheckResultProps) {
  const { rows, usable, blank, invalid, values, repeatedRows, repeatedValues } = check;
  if (rows === 0) return <CheckLine isGood={false}>The query gives no rows now.</CheckLine>;
  return (
    <div className="grid gap-1.5">
      <CheckLine isGood={usable === rows}>
        {formatNumber(usable)} of {formatCount(rows, "row")} {usable === 1 ? "has" : "have"} a usable value,{" "}
        {formatNumber(values)} of them different.
      </CheckLine>
      {blank > 0 && (
        <Finding text={`${formatCount(blank, "row")} ${blank === 1 ? "is" : "are"} blank and would be rejected.`}>
          <UnusableRows rows={check.blankRows} all={blank} />
        </Finding>
      )}
      {invalid > 0 && (
        <Finding
          text={`${formatCount(invalid, "row")} ${invalid === 1 ? "has" : "have"} a value that can’t be matched by, and would be rejected.`}
        >
          <UnusableRows rows={check.invalidRows} all={invalid} />
        </Finding>
      )}
      {repeatedRows > 0 ? (
        <Finding text={describeCopies(check, duplicates)}>
          <ul className="grid gap-0.5 text-xs text-muted">
            {check.repeated.map((copied) => (
              <li key={copied.value} className="wrap-anywhere">
                <code className="font-mono text-ink">{copied.value}</code> — {formatCount(copied.rows, "row")}, the
                first is row {formatNumber(copied.firstRow)}
              </li>
            ))}
            <More shown={check.repeated.length} all={repeatedValues} />
          </ul>
        </Finding>
      ) : (
        usable > 0 && <CheckLine isGood>No two rows have the same value.</CheckLine>
      )}
      <Accepted check={check} />
      <LookedUp check={check} />
    </div>
  );
}

function describeCopies({ repeatedRows, repeatedValues }: MatchCheck, duplicates: SyncInput["duplicates"]): string {
  const shared = `${formatCount(repeatedRows, "row")} share ${formatCount(repeatedValues, "value")}, capitals and blanks evened out:`;
  return duplicates === "last" ? `${shared} of each the last would be sent.` : `${shared} none of them would be sent.`;
}

function Accepted({ check: { accepted } }: { check: MatchCheck }) {
  if (accepted === null || accepted.values === 0) return null;
  const { values, vanished } = accepted;
  const known = `HubSpot has accepted ${formatCount(values, "value")} of this sync`;
  return (
    <CheckLine isGood={vanished === 0}>
      {vanished === 0
        ? `${known}; all of them have a row.`
        : `${known}; ${formatNumber(vanished)} of them have no row any more.`}
    </CheckLine>
  );
}

function LookedUp({ check: { lookedUp, whyNotLookedUp, values } }: { check: MatchCheck }) {
  if (lookedUp === null) {
    return <CheckLine isGood={false}>HubSpot couldn’t be asked which records exist. {whyNotLookedUp}</CheckLine>;
  }
  if (lookedUp.values === 0) return null;
  const which = lookedUp.values === values ? "Of all" : "Of a sample of";
  return (
    <CheckLine isGood>
      {which} {formatCount(lookedUp.values, "value")} looked up, {formatNumber(lookedUp.found)}{" "}
      {lookedUp.found === 1 ? "has" : "have"} a record in HubSpot now.
    </CheckLine>
  );
}

function Finding({ text, children }: { text: string; children: ReactNode }) {
  return (
    <div className="grid gap-1">
      <CheckLine isGood={false}>{text}</CheckLine>
      <div className="pl-5">
        <Disclosure title="Examples">{children}</Disclosure>
      </div>
    </div>
  );
}

function UnusableRows({ rows, all }: { rows: readonly UnusableRow[]; all: number }) {
  return (
    <ul className="grid gap-1 text-xs text-muted">
      {rows.map(({ rowNumber, value, message, cells }) => (
        <li key={rowNumber} className="wrap-anywhere">
          <span className="font-medium text-ink">Row {formatNumber(rowNumber)}</span>
          {cells.length > 0 && ` (${cells.map((cell) => `${cell.column}: ${cell.value}`).join(", ")})`}
          {value !== null && `: ${message}`}
        </li>
      ))}
      <More shown={rows.length} all={all} />
    </ul>
  );
}

function More({ shown, all }: { shown: number; all: number }) {
  if (all <= shown) return null;
  return <li>And {formatNumber(all - shown)} more; a dry run lists all of them.</li>;
}
