import { Callout } from "@/components/ui/callout";
import { formatCount } from "@/components/ui/format-number";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import type { RecordHistory } from "@/lib/api/records";

/** Of which writers nothing can be told, so that nobody takes what is shown for all there was. */
export function GapNote({ gaps, keptDays }: Pick<RecordHistory, "gaps" | "keptDays">) {
  if (gaps.lastEndedAt === null) return null;
  return (
    <Callout tone="info" title={describe(gaps)}>
      The latest of them ended on <Time at={gaps.lastEndedAt} />: what it may have written to this record, nobody can
      tell any more.{" "}
      {keptDays === 0 ? "This workspace keeps none." : `Values are kept for ${formatCount(keptDays, "day")}.`}{" "}
      <TextLink href="/connections/storage">How long they are kept</TextLink>
    </Callout>
  );
}

function describe({ runs, sentRows }: RecordHistory["gaps"]): string {
  if (sentRows === 0) return `${formatCount(runs, "run")} wrote rows and ${runs === 1 ? "has" : "have"} kept no values`;
  const rows = `${formatCount(sentRows, "row")} sent by hand`;
  if (runs === 0) return `Of ${rows} no values are kept`;
  return `Of ${formatCount(runs, "run")} and of ${rows} no values are kept`;
}
