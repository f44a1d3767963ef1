import type { FileOptions, StorageView } from "../api/storage";
import { type Actor, requireRole } from "../auth/actor";
import { getDb } from "../db";
import { recordAuditEvent } from "../members/record-audit-event";
import { getStorage } from "./get-storage";

/** How the files of runs that end from now on are written, and how long all files are kept. */
export async function setFileOptions(actor: Actor, options: FileOptions): Promise<StorageView> {
  requireRole(actor, "owner");
  const { format, compression, rejectsKeptDays, valuesKeptDays } = options;
  await getDb().workspace.update({
    where: { id: actor.workspaceId },
    data: {
      reportFormat: format,
      reportCompression: compression,
      rejectsKeptDays,
      ...(valuesKeptDays === undefined ? {} : { valuesKeptDays }),
    },
  });
  const kept = rejectsKeptDays === null ? "as long as their sync" : countDays(rejectsKeptDays);
  const values = valuesKeptDays === undefined ? "" : `; written values are kept ${countDays(valuesKeptDays)}`;
  await recordAuditEvent(actor, {
    action: "storage.files",
    targetId: actor.workspaceId,
    summary: `Files of rejected rows are ${format}${compression === "gzip" ? ", compressed" : ""}, and kept ${kept}${values}`,
  });
  return getStorage(actor);
}

const countDays = (days: number) => (days === 1 ? "1 day" : `${days} days`);
