import type { ReactNode } from "react";
import { Backticked } from "@/components/ui/backticked";
import type { CauseView } from "@/lib/api/runs";
import { describeResend } from "@/lib/engine/describe-resend";
import { splitMeaning } from "@/lib/engine/name-cause";

interface CauseAdviceProps {
  cause: Pick<CauseView, "meaning" | "fix" | "fixedIn" | "whyNotRetried">;
  /** Whether the cause's title stands above it, which has the first sentence of what it means. */
  isTitled?: boolean | undefined;
}

/** What a cause means, what to do about it and what sends its rows then, as entries of a description list. */
export function CauseAdvice({ cause: { meaning, fix, fixedIn, whyNotRetried }, isTitled = false }: CauseAdviceProps) {
  const more = isTitled ? splitMeaning(meaning).more : meaning;
  const resend = describeResend(fixedIn, { canRetry: whyNotRetried === null });
  return (
    <>
      {more !== null && (
        <Advice term="What it means">
          <p>
            <Backticked text={more} />
          </p>
        </Advice>
      )}
      <Advice term="What to do">
        <p>
          <Backticked text={fix} />
        </p>
        {resend !== null && <p className="mt-1 text-muted">{resend}</p>}
      </Advice>
    </>
  );
}

function Advice({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-muted">{term}</dt>
      <dd className="text-pretty">{children}</dd>
    </div>
  );
}
