"use client";

import { ClipboardCheck, Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { startDryRun, startRun } from "@/app/_server/actions/runs";
import { useAction } from "@/components/forms/use-action";
import { Button, type ButtonProps } from "@/components/ui/button";

interface RunAgainProps extends Pick<ButtonProps, "size"> {
  syncId: string;
  label: string;
  /** A dry run, which sends nothing. */
  isCheck?: boolean | undefined;
  /** Of what is said when it is refused. */
  refusalClassName: string;
}

/** Starts a run that reads the source, and goes to it. */
export function RunAgain({ syncId, label, isCheck = false, size, refusalClassName }: RunAgainProps) {
  const router = useRouter();
  const start = () => (isCheck ? startDryRun({ syncId, draft: null }) : startRun({ syncId }));
  const { run, isPending, problem } = useAction(start, ({ runId }) => router.push(`/runs/${runId}`));
  const Icon = isCheck ? ClipboardCheck : Play;
  return (
    <>
      <Button size={size} pending={isPending} onClick={() => run(undefined)}>
        <Icon aria-hidden />
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
