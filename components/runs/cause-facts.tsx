import { Code } from "@/components/ui/code";
import { formatCount, formatNumber } from "@/components/ui/format-number";
import type { CauseView } from "@/lib/api/runs";
import { IgnoredBy } from "./ignored-by";
import { StageBadge } from "./stage-badge";

/** What is to know of a cause at a glance: its code, who refused, what its title leaves out, what is left of it, who ignores it. */
export function CauseFacts({ cause, codeId }: { cause: CauseView; codeId?: string | undefined }) {
  return (
    <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-xs text-muted">
      <span id={codeId}>
        <Code>{cause.code}</Code>
      </span>
      <StageBadge stage={cause.stage} />
      {cause.property && !cause.title.includes(`\`${cause.property}\``) && (
        <span className="wrap-anywhere">{cause.property}</span>
      )}
      {cause.settledRows > 0 && <span>{describeSettled(cause)}</span>}
      <IgnoredBy ignored={cause.ofSync?.ignored ?? null} />
    </div>
  );
}

function describeSettled({ rows, settledRows }: CauseView): string {
  if (settledRows === rows) return "Later runs have taken all of them";
  return `Later runs have taken ${formatCount(settledRows, "row")}; ${formatNumber(rows - settledRows)} open`;
}
