import { FormProblem } from "@/components/forms/form-problem";
import { Callout } from "@/components/ui/callout";
import { StatusBadge } from "@/components/ui/status-badge";
import { TestLines } from "@/components/ui/test-lines";
import { Time } from "@/components/ui/time";
import type { Problem } from "@/lib/api/problem";
import type { TestLine } from "@/lib/api/sources";

interface Tested {
  readonly testedAt: string | null;
  readonly testFailure: string | null;
}

/** Whether the last test of a connection passed, and when that was. */
export function LastTest({ of: { testedAt, testFailure } }: { of: Tested }) {
  if (!testedAt) return <StatusBadge tone="muted">Not tested yet</StatusBadge>;
  return (
    <StatusBadge tone={testFailure ? "warning" : "success"}>
      <span>
        {testFailure ? "Test failed" : "Test passed"} <Time at={testedAt} format="relative" />
      </span>
    </StatusBadge>
  );
}

interface TestOutcomeProps {
  test: { readonly lines: readonly TestLine[]; readonly isPending: boolean };
  /** Why the test, or the saving beside it, was refused. */
  problem: Problem | null;
  /** The fields beside it that say for themselves what is wrong with them, by path. */
  fields?: readonly string[] | undefined;
  /** What the last test said, until another one is made. */
  lastFailure?: string | null | undefined;
}

/** What a test of a connection has found, line by line, or why it could not be made. */
export function TestOutcome({ test, problem, fields, lastFailure }: TestOutcomeProps) {
  const isShown = test.lines.length > 0 || test.isPending;
  return (
    <>
      {lastFailure && !isShown && (
        <Callout tone="warning" title="The last test failed">
          {lastFailure}
        </Callout>
      )}
      <FormProblem problem={problem} fields={fields} />
      {isShown && <TestLines lines={test.lines} isRunning={test.isPending} />}
    </>
  );
}
