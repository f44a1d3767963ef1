"use client";

import { useTransition } from "react";
import { useGo } from "@/components/forms/use-go";
import { Select } from "@/components/ui/select";
import { Spinner } from "@/components/ui/spinner";

interface SyncFilterProps {
  syncs: readonly { readonly id: string; readonly name: string }[];
  syncId: string | undefined;
  /** What else stands in the address of the list. */
  keep?: Readonly<Record<string, string>> | undefined;
}

/** Of which sync is listed; it stands in the address, so that the list can be sent to a colleague. */
export function SyncFilter({ syncs, syncId, keep }: SyncFilterProps) {
  const go = useGo();
  const [isPending, startTransition] = useTransition();
  return (
    <div className="flex items-center gap-2">
      {isPending && <Spinner label="Loading the list" />}
      <Select
        aria-label="Rejects of"
        className="sm:max-w-52"
        value={syncId ?? ""}
        onChange={({ target: { value } }) =>
          startTransition(() => {
            const search = new URLSearchParams({ ...keep, ...(value === "" ? {} : { syncId: value }) });
            go(search.size === 0 ? "/rejects" : `/rejects?${search}`);
          })
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
