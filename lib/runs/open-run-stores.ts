import { openStorage } from "../connections/open-storage";
import { getObjectStore } from "../storage/instance-store";
import type { ObjectStore } from "../storage/object-store";
import { instanceReports, ownFolder } from "./run-keys";

export interface RunStores {
  /** For what a run keeps of its rejects, under the keys of run-keys.ts. */
  readonly pages: ObjectStore;
  /** For its report, under `reportBase`. */
  readonly reports: ObjectStore;
}

interface Owner {
  readonly workspaceId: string;
  /** Null of a row that was sent by hand for a sync that isn't saved. */
  readonly syncId: string | null;
}

/** Where the files of a sync's runs lie: in one of the workspace's buckets, or in the instance's store. */
export async function openRunStores({ workspaceId, syncId }: Owner, storageId: string | null): Promise<RunStores> {
  if (storageId === null) {
    const store = getObjectStore();
    return { pages: store, reports: store.below(instanceReports) };
  }
  const store = await openStorage(workspaceId, storageId);
  return { pages: store.below(ownFolder(syncId)), reports: store };
}
