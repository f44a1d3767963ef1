import type { RunStep } from "@/lib/api/runs";

export interface MeasuredStep {
  readonly name: RunStep["name"];
  readonly label: string;
  /** `stopped`: the run ended in this step. `unreached`: it ended before it. */
  readonly state: "waiting" | "running" | "done" | "stopped" | "unreached";
  readonly milliseconds: number | null;
}

const labels: Record<RunStep["name"], string> = {
  prepare: "Prepare",
  plan: "Plan",
  deliver: "Deliver",
  finish: "Finish",
};

/** How long each step took, or has been going at `now` (milliseconds). */
export function measureSteps(
  run: { steps: readonly RunStep[]; finishedAt: string | null },
  now: number,
): MeasuredStep[] {
  return run.steps.map((step) => ({
    name: step.name,
    label: labels[step.name],
    state: deriveState(step, run.finishedAt),
    milliseconds: step.startedAt
      ? Math.max(0, (step.endedAt ? Date.parse(step.endedAt) : now) - Date.parse(step.startedAt))
      : null,
  }));
}

function deriveState({ name, startedAt, endedAt }: RunStep, finishedAt: string | null): MeasuredStep["state"] {
  if (!startedAt) return finishedAt ? "unreached" : "waiting";
  if (!endedAt) return "running";
  // Only the last step ends with the run, unless the run ended early.
  return endedAt === finishedAt && name !== "finish" ? "stopped" : "done";
}
