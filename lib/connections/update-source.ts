import { z } from "zod";
import { SourceInput, type SourceView } from "../api/sources";
import { type Actor, requireRole } from "../auth/actor";
import { notFound, requireId } from "../auth/require-id";
import { seal } from "../crypto/seal";
import { getDb } from "../db";
import { AppError } from "../errors";
import { recordAuditEvent } from "../members/record-audit-event";
import type { PostgresConfig } from "../sources/postgres/config";
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
  const kept = config.password === "" ? { ...config, password: keepPassword(old, config) } : config;
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

// A stored password goes only where it went before: nobody may have it sent to a server of their own.
function keepPassword(old: PostgresConfig, changed: PostgresConfig): string {
  if (old.host === changed.host && old.port === changed.port && old.user === changed.user) return old.password;
  throw new AppError("invalid_input", "The host, the port or the user has changed. Write the password again.");
}
