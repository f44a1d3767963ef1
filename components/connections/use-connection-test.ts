"use client";

import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useAction } from "@/components/forms/use-action";
import type { ActionResult } from "@/lib/api/problem";
import type { TestLine } from "@/lib/api/sources";

/** Tests a connection. The test of a saved one is kept with it, so what is known by the key is read anew. */
export function useConnectionTest<Trial>(
  tryOut: (trial: Trial) => Promise<ActionResult<readonly TestLine[]>>,
  queryKey: QueryKey,
) {
  const queryClient = useQueryClient();
  const [lines, setLines] = useState<readonly TestLine[]>([]);
  const { run, isPending, problem, clear } = useAction(tryOut, async (answer) => {
    setLines(answer);
    await queryClient.invalidateQueries({ queryKey });
  });
  const forget = () => {
    setLines([]);
    clear();
  };
  // An earlier answer leaves while the next one is on its way.
  return { lines: isPending ? [] : lines, run, isPending, problem, forget };
}
