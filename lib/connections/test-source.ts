import type { SourceInput, TestLine } from "../api/sources";
import { type Actor, requireRole } from "../auth/actor";
import { requireId } from "../auth/require-id";
import { getDb } from "../db";
import { openSource } from "../sources/open-source";
import { openSourceOf } from "./open-source-config";
import { readSourceConfig } from "./read-source-config";

/** Tries a saved source, line by line, and keeps how it went. */
export async function testSource(actor: Actor, { sourceId }: { sourceId: string }): Promise<TestLine[]> {
  const id = requireId(sourceId, "source");
  const lines = await (await openSourceOf(actor.workspaceId, id)).test();
  await getDb().source.updateMany({
    where: { id, workspaceId: actor.workspaceId },
    data: { testedAt: new Date(), testFailure: lines.find((line) => line.status === "failed")?.detail ?? null },
  });
  return lines;
}

/** Tries a source before it is saved. */
export async function testSourceInput(actor: Actor, input: SourceInput): Promise<TestLine[]> {
  requireRole(actor, "editor");
  return openSource({ kind: "postgres", config: readSourceConfig(input) }).test();
}
