import { getDb } from "../db";

/** Something has changed for the better: files that wait for the workspace's bucket are moved in the next minute. */
export async function wakeWaitingFiles(workspaceId: string): Promise<void> {
  await getDb().run.updateMany({
    where: { workspaceId, filesWaitUntil: { not: null } },
    data: { filesWaitUntil: new Date() },
  });
}
