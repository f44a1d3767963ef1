"use client";

import { useReducer } from "react";
import type { PortalView } from "@/lib/api/portals";
import type { SourceView } from "@/lib/api/sources";
import { edit, startEditing } from "../draft/edit-draft";
import { SyncEditor } from "./sync-editor";

interface NewSyncProps {
  sources: SourceView[];
  portals: PortalView[];
}

export function NewSync({ sources, portals }: NewSyncProps) {
  const [editing, dispatch] = useReducer(edit, null, startEditing);
  return <SyncEditor sync={null} editing={editing} dispatch={dispatch} sources={sources} portals={portals} />;
}
