import { notFound } from "../auth/require-id";
import { open } from "../crypto/seal";
import { getDb } from "../db";
import { openSource } from "../sources/open-source";
import { PostgresConfig } from "../sources/postgres/config";
import type { Source } from "../sources/types";

/** The one place where a source's configuration is opened. */
export async function openSourceConfig(workspaceId: string, sourceId: string): Promise<PostgresConfig> {
  const source = await getDb().source.findUnique({
    where: { id: sourceId, workspaceId },
    select: { sealedConfig: true },
  });
  if (!source) throw notFound("source");
  return PostgresConfig.parse(JSON.parse(open(source.sealedConfig, sourceId)));
}

/** A source of the workspace, ready to be read. */
export async function openSourceOf(workspaceId: string, sourceId: string): Promise<Source> {
  return openSource({ kind: "postgres", config: await openSourceConfig(workspaceId, sourceId) });
}
