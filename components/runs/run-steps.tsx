import { Check, Circle, CircleSlash, LoaderCircle, type LucideIcon, OctagonX } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { formatDuration } from "@/components/ui/format-time";
import type { RunView } from "@/lib/api/runs";
import { type MeasuredStep, measureSteps } from "./measure-steps";

interface StepLook {
  readonly icon: LucideIcon;
  readonly word: string;
  readonly text: string;
  readonly bar: string;
}

const looks: Record<MeasuredStep["state"], StepLook> = {
  waiting: { icon: Circle, word: "Not begun", text: "text-faint", bar: "bg-hover" },
  running: { icon: LoaderCircle, word: "Under way", text: "text-info", bar: "bg-info animate-breathe" },
  done: { icon: Check, word: "Done", text: "text-success", bar: "bg-success" },
  stopped: { icon: OctagonX, word: "Stopped", text: "text-danger", bar: "bg-danger" },
  unreached: { icon: CircleSlash, word: "Not reached", text: "text-faint", bar: "bg-hover" },
};

/** The step in which somebody cancelled the run: nothing failed there. */
const cancelledLook: StepLook = { icon: CircleSlash, word: "Cancelled", text: "text-muted", bar: "bg-faint" };

/** The steps of a run, three where nothing is delivered, and how long each took. */
export function RunSteps({ run, now }: { run: RunView; now: number }) {
  const steps = measureSteps(run, now);
  return (
    <ol
      id="steps"
      aria-label="Steps"
      className={cn("grid grid-cols-2 gap-x-2 gap-y-3", steps.length === 3 ? "sm:grid-cols-3" : "sm:grid-cols-4")}
    >
      {steps.map((step) => (
        <Step key={step.name} step={step} isCancelled={run.status === "cancelled" || run.status === "stopped"} />
      ))}
    </ol>
  );
}

function Step({ step: { label, state, milliseconds }, isCancelled }: { step: MeasuredStep; isCancelled: boolean }) {
  const { icon: Icon, word, text, bar } = state === "stopped" && isCancelled ? cancelledLook : looks[state];
  return (
    <li className="min-w-0">
      <div aria-hidden className={cn("mb-1.5 h-1.5 rounded-full", bar)} />
      <p className="flex items-center gap-1.5 text-sm">
        <Icon aria-hidden className={cn("size-3.5 shrink-0", text)} />
        <span className="font-medium">{label}</span>
        <span className="sr-only">{word}</span>
        <span className="ml-auto text-xs text-muted tabular-nums">
          {milliseconds === null ? word : formatDuration(milliseconds)}
        </span>
      </p>
    </li>
  );
}
