"use client";

import { Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { startRun } from "@/app/_server/actions/runs";
import { useAction } from "@/components/forms/use-action";
import { Button, type ButtonProps } from "@/components/ui/button";

interface RunAgainProps extends Pick<ButtonProps, "size"> {
  syncId: string;
  label: string;
  /** Of what is said when it is refused. */
  refusalClassName: string;
}

/** Starts a run that reads the source, and goes to it. */
export function RunAgain({ syncId, label, size, refusalClassName }: RunAgainProps) {
  const router = useRouter();
  const { run, isPending, problem } = useAction(startRun, ({ runId }) => router.push(`/runs/${runId}`));
  return (
    <>
      <Button size={size} pending={isPending} onClick={() => run({ syncId })}>
        <Play aria-hidden />
        {label}
      </Button>
      {problem && (
        <p role="alert" className={refusalClassName}>
          {problem.message}
        </p>
      )}
    </>
  );
}
