import { Check } from "lucide-react";
import { type ReactNode, useId } from "react";
import { Card } from "./card";
import { cn } from "./cn";

interface QuestionCardProps {
  /** Where links lead to. */
  id?: string | undefined;
  number: number;
  title: string;
  help?: ReactNode | undefined;
  /** The number becomes a tick. */
  isAnswered?: boolean | undefined;
  /** Waits for an earlier card: dim, and out of reach of mouse and keyboard. */
  isDimmed?: boolean | undefined;
  /** What to do first; shown while dimmed. */
  dimmedReason?: ReactNode | undefined;
  actions?: ReactNode | undefined;
  className?: string | undefined;
  children: ReactNode;
}

export function QuestionCard(props: QuestionCardProps) {
  const { id, number, title, help, isAnswered, isDimmed, dimmedReason, actions, className, children } = props;
  const titleId = useId();

  return (
    <Card
      id={id}
      aria-labelledby={titleId}
      className={cn("scroll-mt-4", isDimmed && "border-dashed bg-transparent shadow-none", className)}
    >
      <div className="flex items-start gap-3 px-4 pt-3.5">
        <NumberMark number={number} isAnswered={isAnswered && !isDimmed} />
        <div className="min-w-0 flex-1">
          <h2 id={titleId} className={cn("text-base font-semibold", isDimmed && "text-muted")}>
            {title}
          </h2>
          {help && <p className="max-w-prose text-sm text-muted">{help}</p>}
          {isDimmed && dimmedReason && <p className="text-sm text-faint">{dimmedReason}</p>}
        </div>
        {actions && (
          <div inert={isDimmed} className={cn("flex items-center gap-2", isDimmed && "opacity-50")}>
            {actions}
          </div>
        )}
      </div>
      <div inert={isDimmed} className={cn("px-4 pt-3 pb-4 sm:pl-13", isDimmed && "opacity-45 select-none")}>
        {children}
      </div>
    </Card>
  );
}

function NumberMark({ number, isAnswered }: { number: number; isAnswered: boolean | undefined }) {
  return (
    <span
      className={cn(
        "grid size-6 shrink-0 place-items-center rounded-full border text-xs font-semibold tabular-nums",
        isAnswered ? "border-transparent bg-accent text-on-accent" : "border-line-strong text-muted",
      )}
    >
      {isAnswered ? <Check aria-label={`${number}, answered`} strokeWidth={2.5} className="size-3.5" /> : number}
    </span>
  );
}
