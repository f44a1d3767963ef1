import type { Inngest } from "inngest";
import { createDueSyncs } from "./due-syncs";
import { createRunSync } from "./run-sync";
import { createTendFiles } from "./tend-files";

/** All that time does in this app. */
export function createFunctions(inngest: Inngest) {
  return [createRunSync(inngest), createDueSyncs(inngest), createTendFiles(inngest)];
}
