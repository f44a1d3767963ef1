"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Bell, BellOff } from "lucide-react";
import { heedCause, ignoreCause } from "@/app/_server/actions/causes";
import { toastWithUndo } from "@/components/forms/toast-with-undo";
import { useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";

interface IgnoreCauseProps {
  /** Of the cause over all runs of its sync. */
  causeId: string;
  isIgnored: boolean;
}

/** Takes a cause out of what needs somebody, and puts it back. */
export function IgnoreCause({ causeId, isIgnored }: IgnoreCauseProps) {
  const queryClient = useQueryClient();
  // Runs show who ignores their causes, the overview and the menu count those that nobody does.
  const refresh = async () => {
    const shown = ["causes", "runs", "overview"];
    await Promise.all(shown.map((of) => queryClient.invalidateQueries({ queryKey: [of] })));
  };
  const ignoredWords = "This cause is ignored in all runs of the sync";
  const heededWords = "This cause counts again";
  const ignore = useAction(ignoreCause, () => {
    const undo = () => heedCause({ causeId });
    toastWithUndo({ words: ignoredWords, undo, onUndone: refresh, undoneWords: heededWords });
    return refresh();
  });
  const heed = useAction(heedCause, () => {
    const undo = () => ignoreCause({ causeId });
    toastWithUndo({ words: heededWords, undo, onUndone: refresh, undoneWords: ignoredWords });
    return refresh();
  });
  const { run, isPending } = isIgnored ? heed : ignore;
  const problem = ignore.problem ?? heed.problem;
  const Icon = isIgnored ? Bell : BellOff;
  return (
    <div className="flex flex-col items-start gap-1">
      <Button variant="ghost" size="sm" pending={isPending} onClick={() => run({ causeId })}>
        <Icon aria-hidden />
        {isIgnored ? "Stop ignoring" : "Ignore"}
      </Button>
      {problem && (
        <p role="alert" className="max-w-80 text-sm text-danger">
          {problem.message}
        </p>
      )}
    </div>
  );
}
