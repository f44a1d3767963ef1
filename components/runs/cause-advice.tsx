import { Backticked } from "@/components/ui/backticked";
import type { CauseView } from "@/lib/api/runs";

/** What a cause means and what to do about it, as two entries of a description list. */
export function CauseAdvice({ cause: { meaning, fix } }: { cause: Pick<CauseView, "meaning" | "fix"> }) {
  return (
    <>
      <Advice term="What it means" text={meaning} />
      <Advice term="What to do" text={fix} />
    </>
  );
}

function Advice({ term, text }: { term: string; text: string }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-muted">{term}</dt>
      <dd className="text-pretty">
        <Backticked text={text} />
      </dd>
    </div>
  );
}
