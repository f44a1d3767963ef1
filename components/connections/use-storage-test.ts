"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { testStorage, testStorageInput } from "@/app/_server/actions/storage";
import { useAction } from "@/components/forms/use-action";
import { storageQuery } from "@/lib/api/queries";
import type { TestLine } from "@/lib/api/sources";
import type { StorageInput } from "@/lib/api/storage";

/** Tries the bucket as it is saved (null), or as it is typed. */
export function useStorageTest() {
  const queryClient = useQueryClient();
  const [lines, setLines] = useState<readonly TestLine[]>([]);
  const { run, isPending, problem, clear } = useAction(tryOut, async (answer) => {
    setLines(answer);
    // The test of the saved bucket is kept with it.
    await queryClient.invalidateQueries({ queryKey: storageQuery().queryKey });
  });
  const forget = () => {
    setLines([]);
    clear();
  };
  // An earlier answer leaves while the next one is on its way.
  return { lines: isPending ? [] : lines, run, isPending, problem, forget };
}

function tryOut(input: StorageInput | null) {
  return input ? testStorageInput(input) : testStorage();
}
