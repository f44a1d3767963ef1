"use client";

import { useReducer } from "react";
import type { PortalView } from "@/lib/api/portals";
import type { RunPage } from "@/lib/api/runs";
import type { SourceView } from "@/lib/api/sources";
import type { SyncView } from "@/lib/api/syncs";
import { edit, startEditing } from "../draft/edit-draft";
import { SyncEditor } from "../editor/sync-editor";
import { StartOver } from "./start-over";
import { SyncHeader } from "./sync-header";

interface SyncDetailProps {
  sync: SyncView;
  runs: RunPage;
  sources: SourceView[];
  portals: PortalView[];
  draftOwner: string;
}

/** A sync's page: how it is doing, and the draft of what it is to be. */
export function SyncDetail({ sync, runs, sources, portals, draftOwner }: SyncDetailProps) {
  const [editing, dispatch] = useReducer(edit, sync, startEditing);
  return (
    <>
      <SyncEditor
        sync={sync}
        editing={editing}
        dispatch={dispatch}
        sources={sources}
        portals={portals}
        draftOwner={draftOwner}
        renderHeader={(controls) => (
          <SyncHeader sync={sync} runs={runs} editor={controls} onDeleted={() => dispatch({ type: "discard" })} />
        )}
      />
      <StartOver sync={sync} />
    </>
  );
}
