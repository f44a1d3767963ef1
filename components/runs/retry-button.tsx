"use client";

import { useQueryClient } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useId } from "react";
import { startRetry } from "@/app/_server/actions/runs";
import { useAction } from "@/components/forms/use-action";
import { Button, type ButtonProps } from "@/components/ui/button";
import { runQuery } from "@/lib/api/queries";

interface RetryButtonProps extends Pick<ButtonProps, "variant" | "size"> {
  runId: string;
  /** Which rows: of causes, by their numbers, or all that is open. */
  causeIds?: string[] | undefined;
  rowNumbers?: number[] | undefined;
  label: string;
  /** Why it can't be done; null when it can. */
  whyNot: string | null;
}

/** Sends rejected rows again, and goes to the run that does. What speaks against it stands beside the button. */
export function RetryButton({ runId, causeIds, rowNumbers, label, whyNot, variant, size }: RetryButtonProps) {
  const router = useRouter();
  const queryClient = useQueryClient();
  const reasonId = useId();
  const { run, isPending, problem } = useAction(startRetry, async (started) => {
    router.push(`/runs/${started.runId}`);
    await queryClient.invalidateQueries({ queryKey: runQuery(runId).queryKey });
  });
  return (
    <div className="flex flex-col items-start gap-1">
      <Button
        variant={variant}
        size={size}
        pending={isPending}
        disabled={whyNot !== null}
        aria-describedby={whyNot === null ? undefined : reasonId}
        onClick={() => run({ runId, causeIds, rowNumbers })}
      >
        <RotateCw aria-hidden />
        {label}
      </Button>
      {whyNot !== null && (
        <p id={reasonId} className="max-w-80 text-xs text-pretty text-muted">
          {whyNot}
        </p>
      )}
      {problem && (
        <p role="alert" className="max-w-80 text-sm text-pretty text-danger">
          {problem.message}
        </p>
      )}
    </div>
  );
}
