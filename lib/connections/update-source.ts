import { z } from "zod";
import { SourceInput, type SourceView } from "../api/sources";
import { type Actor, requireRole } from "../auth/actor";
import { notFound, requireId } from "../auth/require-id";
import { seal } from "../crypto/seal";
import { getDb } from "../db";
import { recordAuditEvent } from "../members/record-audit-event";
import { refuseTakenName } from "./create-source";
import { openSourceConfig } from "./open-source-config";
import { readSourceConfig, readSourceFacts } from "./read-source-config";
import { sourceSelect, viewSource } from "./source-view";

export const UpdateSource = z.object({ sourceId: z.string(), input: SourceInput });

/** Changes a source. An empty password keeps the old one, since no form ever shows it. */
export async function updateSource(
  actor: Actor,
  { sourceId, input }: z.infer<typeof UpdateSource>,
): Promise<SourceView> {
  requireRole(actor, "editor");
  const id = requireId(sourceId, "source");
  const old = await openSourceConfig(actor.workspaceId, id);
  const config = readSourceConfig(input);
  const kept = config.password === "" ? { ...config, password: old.password } : config;
  const db = getDb();
  const { count } = await db.source
    .updateMany({
      where: { id, workspaceId: actor.workspaceId },
      data: {
        name: input.name,
        facts: readSourceFacts(kept),
        sealedConfig: seal(JSON.stringify(kept), id),
        testedAt: null,
        testFailure: null,
      },
    })
    .catch(refuseTakenName(input.name));
  if (count === 0) throw notFound("source");
  await recordAuditEvent(actor, {
    action: "source.updated",
    targetId: id,
    summary: `Changed the source ${input.name}`,
  });
  return viewSource(
    await db.source.findUniqueOrThrow({ where: { id, workspaceId: actor.workspaceId }, select: sourceSelect }),
  );
}
