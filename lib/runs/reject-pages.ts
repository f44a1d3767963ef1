import { type CauseName, canHold } from "../rejects/reject-index";
import type { RejectFiles, RejectPageKey } from "./reject-files";

/** The pages that can hold rejects of some causes; all of them where no causes are named. */
export async function choosePages(
  files: RejectFiles,
  causes: readonly CauseName[] | null,
): Promise<readonly RejectPageKey[]> {
  if (!causes) return files.pages;
  const index = await files.readIndex();
  return files.pages.filter(({ key, isOfPlan }) =>
    causes.some((cause) => isOfPlan === (cause.stage === "preflight") && canHold(index, key, cause)),
  );
}
