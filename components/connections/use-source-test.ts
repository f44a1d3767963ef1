"use client";

import { testSource, testSourceInput } from "@/app/_server/actions/sources";
import { sourcesQuery } from "@/lib/api/queries";
import type { TypedSource } from "@/lib/api/sources";
import { useConnectionTest } from "./use-connection-test";

/** A source as it is saved, or as it is typed. */
export type SourceTrial =
  | { readonly kind: "saved"; readonly sourceId: string }
  | { readonly kind: "typed"; readonly input: TypedSource };

export function useSourceTest() {
  return useConnectionTest(tryOut, sourcesQuery().queryKey);
}

function tryOut(trial: SourceTrial) {
  return trial.kind === "saved" ? testSource({ sourceId: trial.sourceId }) : testSourceInput(trial.input);
}
