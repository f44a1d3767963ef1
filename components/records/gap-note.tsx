import { Callout } from "@/components/ui/callout";
import { formatCount } from "@/components/ui/format-number";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import type { RecordHistory } from "@/lib/api/records";

/** Of which runs nothing can be told, so that nobody takes what is shown for all there was. */
export function GapNote({ gaps: { runs, lastEndedAt }, keptDays }: Pick<RecordHistory, "gaps" | "keptDays">) {
  if (runs === 0 || lastEndedAt === null) return null;
  return (
    <Callout
      tone="info"
      title={`${formatCount(runs, "run")} wrote rows and ${runs === 1 ? "has" : "have"} kept no values`}
    >
      The latest of them ended on <Time at={lastEndedAt} />: what it may have written to this record, nobody can tell
      any more. {keptDays === 0 ? "This workspace keeps none." : `Values are kept for ${formatCount(keptDays, "day")}.`}{" "}
      <TextLink href="/connections/storage">How long they are kept</TextLink>
    </Callout>
  );
}
