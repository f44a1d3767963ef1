import { useQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { syncQuery } from "@/lib/api/queries";
import type { SyncView } from "@/lib/api/syncs";

interface NewerVersionProps {
  sync: SyncView;
  /** The version that is being edited. */
  version: number;
  hasChanges: boolean;
  isSaving: boolean;
  onLoad: (newer: SyncView) => void;
  /** Saves the draft in place of that version. */
  onSaveOver: (version: number) => void;
}

/** Says that somebody has saved this sync meanwhile, before the one overwrites the other. */
export function NewerVersion(props: NewerVersionProps) {
  const { sync: initialData, version, hasChanges, isSaving, onLoad, onSaveOver } = props;
  const { data: sync } = useQuery({ ...syncQuery(initialData.id), initialData });
  if (sync.version <= version) return null;
  const choices = (
    <>
      <Button size="sm" disabled={isSaving} onClick={() => onLoad(sync)}>
        Load version {sync.version}
      </Button>
      {hasChanges && (
        <Button size="sm" pending={isSaving} onClick={() => onSaveOver(sync.version)}>
          Save mine over it
        </Button>
      )}
    </>
  );
  return (
    <div id="newer-version">
      <Callout tone="warning" title={`Version ${sync.version} has been saved meanwhile`} isAnnounced action={choices}>
        {hasChanges
          ? `What you have changed was made to version ${version}. Load the newer one, which drops your changes, or save yours in its place, which drops what was saved.`
          : `This page shows version ${version}.`}
      </Callout>
    </div>
  );
}
