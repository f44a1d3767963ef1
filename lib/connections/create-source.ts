import { randomUUID } from "node:crypto";
import type { SourceInput, SourceView } from "../api/sources";
import { type Actor, requireRole } from "../auth/actor";
import { seal } from "../crypto/seal";
import { getDb, isUniqueViolation } from "../db";
import { AppError } from "../errors";
import { recordAuditEvent } from "../members/record-audit-event";
import { readSourceConfig, readSourceFacts } from "./read-source-config";
import { sourceSelect, viewSource } from "./source-view";

export async function createSource(actor: Actor, input: SourceInput): Promise<SourceView> {
  requireRole(actor, "editor");
  const config = readSourceConfig(input);
  const id = randomUUID();
  const source = await getDb()
    .source.create({
      data: {
        id,
        workspaceId: actor.workspaceId,
        name: input.name,
        kind: input.kind,
        facts: readSourceFacts(config),
        sealedConfig: seal(JSON.stringify(config), id),
      },
      select: sourceSelect,
    })
    .catch(refuseTakenName(input.name));
  await recordAuditEvent(actor, { action: "source.created", targetId: id, summary: `Added the source ${input.name}` });
  return viewSource(source);
}

export function refuseTakenName(name: string): (error: unknown) => never {
  return (error) => {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError("conflict", `A source is named ${name} already. Choose another name.`, { cause: error });
  };
}
