import { readInput } from "@/lib/api/read-input";
import { SyncDraftInput } from "@/lib/api/syncs";
import { explainIssue, type SyncDraft, toRawInput } from "./sync-draft";

/** What decides what a run does, of a draft that needs no name and no schedule yet; or what is missing, in words. */
export function readDraftInput(
  draft: SyncDraft,
): { readonly ok: true; readonly input: SyncDraftInput } | { readonly ok: false; readonly missing: readonly string[] } {
  const read = readInput(SyncDraftInput, toRawInput(draft, ""));
  if (read.success) return { ok: true, input: read.data };
  return {
    ok: false,
    missing: [...new Set(read.error.issues.map(({ path, message }) => explainIssue(path, message)))],
  };
}
