"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Select } from "@/components/ui/select";
import { Spinner } from "@/components/ui/spinner";

interface SyncFilterProps {
  syncs: readonly { readonly id: string; readonly name: string }[];
  syncId: string | undefined;
}

/** Whose runs are listed; it stands in the address, so that the list can be sent to a colleague. */
export function SyncFilter({ syncs, syncId }: SyncFilterProps) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  return (
    <div className="flex items-center gap-2">
      {isPending && <Spinner label="Loading runs" />}
      <Select
        aria-label="Runs of"
        value={syncId ?? ""}
        onChange={({ target: { value } }) =>
          startTransition(() => router.push(value === "" ? "/runs" : `/runs?syncId=${value}`))
        }
      >
        <option value="">All syncs</option>
        {syncs.map((sync) => (
          <option key={sync.id} value={sync.id}>
            {sync.name}
          </option>
        ))}
      </Select>
    </div>
  );
}
