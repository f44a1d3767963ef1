"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { testSource, testSourceInput } from "@/app/_server/actions/sources";
import { useAction } from "@/components/forms/use-action";
import { sourcesQuery } from "@/lib/api/queries";
import type { SourceInput, TestLine } from "@/lib/api/sources";

/** A source as it is saved, or as it is typed. */
export type SourceTrial =
  | { readonly kind: "saved"; readonly sourceId: string }
  | { readonly kind: "typed"; readonly input: SourceInput };

export function useSourceTest() {
  const queryClient = useQueryClient();
  const [lines, setLines] = useState<readonly TestLine[]>([]);
  const { run, isPending, problem, clear } = useAction(tryOut, async (answer) => {
    setLines(answer);
    // The test of a saved source is kept with it.
    await queryClient.invalidateQueries({ queryKey: sourcesQuery().queryKey });
  });
  const forget = () => {
    setLines([]);
    clear();
  };
  // An earlier answer leaves while the next one is on its way.
  return { lines: isPending ? [] : lines, run, isPending, problem, forget };
}

function tryOut(trial: SourceTrial) {
  return trial.kind === "saved" ? testSource({ sourceId: trial.sourceId }) : testSourceInput(trial.input);
}
