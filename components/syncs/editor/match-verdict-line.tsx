import { Backticked } from "@/components/ui/backticked";
import type { MatchVerdict } from "../mapping/check-mapping";
import { CheckLine } from "./check-line";

/** What the match makes of the rows of the preview. */
export function MatchVerdictLine({ verdict: { verdict, duplicates } }: { verdict: MatchVerdict }) {
  if (verdict.kind === "problem") {
    return (
      <CheckLine isGood={false}>
        <Backticked text={verdict.message} />
      </CheckLine>
    );
  }
  if (verdict.rows === 0) return null;
  return (
    <CheckLine isGood={verdict.fit === verdict.rows && duplicates === 0}>
      {verdict.fit} of {verdict.rows} preview rows have a usable value;{" "}
      {duplicates === 0 ? "no duplicates among them." : `${duplicates} of them repeat an earlier row’s.`}{" "}
      {verdict.firstRefusal !== null && <Backticked text={verdict.firstRefusal} />}
    </CheckLine>
  );
}
