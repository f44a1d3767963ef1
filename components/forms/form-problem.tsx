import { Callout } from "@/components/ui/callout";
import type { Problem } from "@/lib/api/problem";

interface FormProblemProps {
  problem: Problem | null;
  /** The fields that say for themselves what is wrong with them, by path; `connection` stands for all below it. */
  fields?: readonly string[] | undefined;
  className?: string | undefined;
}

/** Why a form was refused. What its fields say is read out here, and seen there. */
export function FormProblem({ problem, fields = [], className }: FormProblemProps) {
  if (!problem) return null;
  const paths = Object.keys(problem.fields ?? {});
  if (
    paths.length > 0 &&
    paths.every((path) => fields.some((field) => path === field || path.startsWith(`${field}.`)))
  ) {
    return (
      <p role="alert" className="sr-only">
        {problem.message}
      </p>
    );
  }
  return (
    <Callout tone="danger" isAnnounced className={className}>
      {problem.message}
    </Callout>
  );
}
