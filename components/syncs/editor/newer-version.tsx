import { useQuery } from "@tanstack/react-query";
import type { Dispatch } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { syncQuery } from "@/lib/api/queries";
import type { SyncView } from "@/lib/api/syncs";
import type { Edit } from "../draft/edit-draft";

interface NewerVersionProps {
  sync: SyncView;
  /** The version that is being edited. */
  version: number;
  dispatch: Dispatch<Edit>;
}

/** Says that somebody else has saved this sync meanwhile, before the one overwrites the other. */
export function NewerVersion({ sync: initialData, version, dispatch }: NewerVersionProps) {
  const { data: sync } = useQuery({ ...syncQuery(initialData.id), initialData });
  if (sync.version <= version) return null;
  const load = (
    <Button size="sm" onClick={() => dispatch({ type: "load", sync })}>
      Load version {sync.version}
    </Button>
  );
  return (
    <Callout tone="warning" title={`Version ${sync.version} has been saved meanwhile`} isAnnounced action={load}>
      You edit version {version}. Saving yours replaces the newer one; loading it drops what you have changed.
    </Callout>
  );
}
