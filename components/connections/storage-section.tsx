"use client";

import { useQuery } from "@tanstack/react-query";
import { storageQuery } from "@/lib/api/queries";
import type { StorageView } from "@/lib/api/storage";
import { FileOptionsCard } from "./file-options-card";
import { InstanceStoreCard } from "./instance-store-card";
import { StorageCard } from "./storage-card";
import { StorageNotices } from "./storage-notices";

/** Where the files of rejected rows go, and how they are written. */
export function StorageSection({ storage }: { storage: StorageView }) {
  const { data } = useQuery({ ...storageQuery(), initialData: storage });
  return (
    <div className="flex flex-col gap-3">
      <StorageNotices view={data} />
      {data.storage ? <StorageCard storage={data.storage} /> : <InstanceStoreCard />}
      <FileOptionsCard files={data.files} />
    </div>
  );
}
