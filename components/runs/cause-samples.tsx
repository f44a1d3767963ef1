import { recordHref } from "@/components/records/record-hash";
import { formatNumber } from "@/components/ui/format-number";
import { TextLink } from "@/components/ui/text-link";
import type { CauseView } from "@/lib/api/runs";

/** The first rows of a cause, each leading to its record; a row's own words on hover, since they mostly differ in the value alone. */
export function CauseSamples({ cause }: { cause: CauseView }) {
  if (cause.samples.length === 0) return null;
  return (
    <div className="min-w-0">
      <dt className="text-xs text-muted">For example</dt>
      {cause.samples.map((sample) => (
        <dd
          key={`${sample.rowNumber}-${sample.message}`}
          title={sample.message}
          className="flex gap-2 text-xs leading-6"
        >
          <span className="shrink-0 text-faint tabular-nums">
            Row {formatNumber(sample.sourceRow ?? sample.rowNumber)}
          </span>
          {sample.matchValue === null ? (
            <span className="text-faint">without a match value</span>
          ) : (
            <TextLink href={recordHref(sample.matchValue)} className="truncate font-mono">
              {sample.matchValue}
            </TextLink>
          )}
        </dd>
      ))}
    </div>
  );
}
