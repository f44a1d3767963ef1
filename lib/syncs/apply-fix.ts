import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { type AppliedFix, FixInput } from "../api/fixes";
import type { SyncView } from "../api/syncs";
import { type Actor, requireRole } from "../auth/actor";
import { addOption } from "../connections/add-option";
import { createProperty } from "../connections/create-property";
import { readProperties } from "../connections/read-properties";
import { getDb } from "../db";
import { AppError } from "../errors";
import { recordAuditEvent } from "../members/record-audit-event";
import { changeByFix, type SyncFix } from "./change-by-fix";
import { getSync } from "./get-sync";
import { explainDrift, readCause } from "./read-cause";

export const ApplyFix = z.object({ runId: z.string(), causeId: z.string(), fix: FixInput });
export type ApplyFix = z.infer<typeof ApplyFix>;

/**
 * Makes a fix of a cause, in the sync as it is now or in HubSpot. The cause's rows stay rejected until they are sent
 * again. A fix that is there already changes nothing.
 */
export async function applyFix(actor: Actor, { runId, causeId, fix }: ApplyFix): Promise<AppliedFix> {
  requireRole(actor, "editor");
  const { cause, syncId, snapshot } = await readCause(actor, { runId, causeId });
  requireCauseOf(fix, cause);
  const sync = await getSync(actor, { syncId });
  const drift = explainDrift(sync, snapshot);
  if (drift !== null) throw new AppError("conflict", drift);
  return makeFix(actor, sync, fix);
}

function requireCauseOf(fix: FixInput, { code, property }: { code: string; property: string | null }): void {
  if (fix.kind === "change_duplicates") {
    if (code === "DUPLICATE_KEY") return;
    throw new AppError("invalid_input", `The cause ${code} isn't about rows with one match value. Choose another fix.`);
  }
  if (fix.property === property) return;
  const of = property === null ? "names no property" : `is about ${property}`;
  throw new AppError("invalid_input", `The cause ${of}, and the fix is for ${fix.property}. Choose one of its fixes.`);
}

/** The fix in a sync of the actor's. */
export async function makeFix(actor: Actor, sync: SyncView, fix: FixInput): Promise<AppliedFix> {
  switch (fix.kind) {
    case "add_option":
      return addInHubSpot(actor, sync, fix);
    case "create_property":
      return createInHubSpot(actor, sync, fix);
    default:
      return changeSync(actor, sync, fix);
  }
}

type FixOf<Kind extends FixInput["kind"]> = Extract<FixInput, { kind: Kind }>;

async function addInHubSpot(actor: Actor, sync: SyncView, fix: FixOf<"add_option">): Promise<AppliedFix> {
  const { label, name } = await addOption(actor, { ...fix, portalId: sync.portalId, objectTypeId: sync.objectTypeId });
  return { isChanged: true, message: `${label || name} has the option ${fix.label} now.`, syncVersion: sync.version };
}

async function createInHubSpot(actor: Actor, sync: SyncView, fix: FixOf<"create_property">): Promise<AppliedFix> {
  const { portalId, objectTypeId, version: syncVersion } = sync;
  const { property: name, label, type } = fix;
  const made = await createProperty(actor, { portalId, objectTypeId, name, label, type });
  const message =
    made.type === type
      ? `HubSpot has the property ${made.label} now.`
      : `HubSpot had an archived property ${name} and brought it back as it was, of the type ${made.type}. Look at what the preview makes of it.`;
  return { isChanged: true, message, syncVersion };
}

async function changeSync(actor: Actor, sync: SyncView, fix: SyncFix): Promise<AppliedFix> {
  const { properties } = await readProperties(actor, sync);
  const { mapping, duplicates, summary } = changeByFix(sync, fix, properties);
  if (isDeepStrictEqual({ mapping, duplicates }, { mapping: sync.mapping, duplicates: sync.duplicates })) {
    return { isChanged: false, message: "The sync has this fix already.", syncVersion: sync.version };
  }
  const { count } = await getDb().sync.updateMany({
    where: { id: sync.id, workspaceId: actor.workspaceId, version: sync.version },
    data: { mapping, duplicates, version: { increment: 1 } },
  });
  if (count === 0) {
    throw new AppError(
      "conflict",
      `Somebody else changed the sync ${sync.name} at the same moment. Try the fix again.`,
    );
  }
  await recordAuditEvent(actor, {
    action: "sync.fixed",
    targetId: sync.id,
    summary: `Fixed the sync ${sync.name}: ${summary}`,
  });
  return { isChanged: true, message: "Fixed in the mapping.", syncVersion: sync.version + 1 };
}
