import { Check } from "lucide-react";
import { Card, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { LinkButton } from "@/components/ui/link-button";
import type { FirstStep } from "./list-first-steps";

/** The way from an empty workspace to the first run; what is done is ticked off by itself. */
export function FirstSteps({ steps }: { steps: readonly FirstStep[] }) {
  const next = steps.find((step) => !step.isDone);
  return (
    <Card aria-labelledby="first-steps">
      <CardHeader>
        <CardTitle id="first-steps">First steps</CardTitle>
        <CardDescription>From an empty workspace to a sync that runs by itself.</CardDescription>
      </CardHeader>
      <ol className="divide-y">
        {steps.map((step, index) => (
          <Step key={step.id} step={step} number={index + 1} isNext={step === next} />
        ))}
      </ol>
    </Card>
  );
}

function Step({ step, number, isNext }: { step: FirstStep; number: number; isNext: boolean }) {
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <span
        className={cn(
          "grid size-6 shrink-0 place-items-center rounded-full border text-xs font-semibold tabular-nums",
          step.isDone ? "border-transparent bg-accent text-on-accent" : "border-line-strong text-muted",
        )}
      >
        {step.isDone ? <Check aria-label={`${number}, done`} strokeWidth={2.5} className="size-3.5" /> : number}
      </span>
      <div className="min-w-0 flex-1">
        <h3 className={cn("text-sm font-medium", step.isDone && "text-muted")}>{step.title}</h3>
        <p className="text-xs text-muted">{step.text}</p>
      </div>
      {isNext && (
        <LinkButton href={step.href} variant="primary" size="sm">
          {step.action}
        </LinkButton>
      )}
    </li>
  );
}
