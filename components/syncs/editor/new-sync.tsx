"use client";

import { useReducer } from "react";
import type { PortalView } from "@/lib/api/portals";
import type { SourceView } from "@/lib/api/sources";
import { edit, type OnlyChoice, startEditing } from "../draft/edit-draft";
import { SyncEditor } from "./sync-editor";

interface NewSyncProps {
  sources: SourceView[];
  portals: PortalView[];
  draftOwner: string;
}

export function NewSync({ sources, portals, draftOwner }: NewSyncProps) {
  const [editing, dispatch] = useReducer(edit, null, () => startEditing(null, findOnlyChoice(sources, portals)));
  return (
    <SyncEditor
      sync={null}
      editing={editing}
      dispatch={dispatch}
      sources={sources}
      portals={portals}
      draftOwner={draftOwner}
    />
  );
}

function findOnlyChoice(sources: readonly SourceView[], portals: readonly PortalView[]): Partial<OnlyChoice> {
  const [source, otherSource] = sources;
  const [portal, otherPortal] = portals.filter(({ status }) => status === "connected");
  return {
    ...(source && !otherSource ? { sourceId: source.id } : {}),
    ...(portal && !otherPortal ? { portalId: portal.id } : {}),
  };
}
