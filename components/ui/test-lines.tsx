import { CircleCheck, CircleDashed, CircleX, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { Spinner } from "./spinner";

export type TestLineStatus = "passed" | "failed" | "skipped";

export interface TestLine {
  readonly id: string;
  readonly label: string;
  readonly status: TestLineStatus;
  readonly detail?: ReactNode | undefined;
  /** What to do about it; shown under a failed line. */
  readonly fix?: ReactNode | undefined;
}

interface TestLinesProps {
  lines: readonly TestLine[];
  /** Shows that further lines are on their way. */
  isRunning?: boolean | undefined;
  className?: string | undefined;
}

const looks: Readonly<Record<TestLineStatus, { icon: LucideIcon; text: string; word: string }>> = {
  passed: { icon: CircleCheck, text: "text-success", word: "Passed" },
  failed: { icon: CircleX, text: "text-danger", word: "Failed" },
  skipped: { icon: CircleDashed, text: "text-faint", word: "Not tried" },
};

/** What a connection test found out, line by line. */
export function TestLines({ lines, isRunning, className }: TestLinesProps) {
  return (
    <ul aria-live="polite" aria-busy={isRunning} className={cn("divide-y rounded-md border bg-surface", className)}>
      {lines.map((line) => (
        <TestLineItem key={line.id} line={line} />
      ))}
      {isRunning && (
        <li className="flex items-center gap-2.5 px-3 py-2 text-sm text-muted">
          <Spinner />
          Testing…
        </li>
      )}
    </ul>
  );
}

function TestLineItem({ line }: { line: TestLine }) {
  const { icon: Icon, text, word } = looks[line.status];
  return (
    <li className="flex items-start gap-2.5 px-3 py-2 text-sm">
      <Icon aria-hidden className={cn("mt-0.5 size-4 shrink-0", text)} />
      <div className="min-w-0 flex-1 wrap-anywhere">
        <p className={cn("font-medium", line.status === "skipped" && "text-muted")}>{line.label}</p>
        {line.detail && <p className="text-muted">{line.detail}</p>}
        {line.fix && line.status === "failed" && (
          <p className="mt-1.5 border-danger-line border-l-2 pl-2.5 text-ink">{line.fix}</p>
        )}
      </div>
      <span className={cn("shrink-0 text-xs", text)}>{word}</span>
    </li>
  );
}
