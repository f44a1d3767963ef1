"use client";

import { useQuery } from "@tanstack/react-query";
import type { Dispatch, FormEvent } from "react";
import { LeaveGuard } from "@/components/forms/leave-guard";
import type { PortalView, PropertiesView } from "@/lib/api/portals";
import { portalsQuery, sourcesQuery } from "@/lib/api/queries";
import type { PreviewView, SourceView } from "@/lib/api/sources";
import type { SyncView } from "@/lib/api/syncs";
import type { ReadTemplate } from "@/lib/engine/template";
import { type Edit, type Editing, hasChanges, isPreviewStale } from "../draft/edit-draft";
import { type DraftErrors, isOtherTarget, readMode, toMapping } from "../draft/sync-draft";
import { listMappingProblems } from "../mapping/check-mapping";
import { ChangeCard } from "./change-card";
import { CheckCard } from "./check/check-card";
import { MatchCard } from "./match-card";
import { useMatchCheck } from "./match-check/use-match-check";
import { NameCard } from "./name-card";
import { NewerVersion } from "./newer-version";
import { PropertiesCard } from "./properties-card";
import { RestoredNote } from "./restored-note";
import { SaveBar } from "./save-bar";
import { SendsAllAgain } from "./sends-all-again";
import { useDraftCheck } from "./use-draft-check";
import { useEditorData } from "./use-editor-data";
import { useKeptDraft } from "./use-kept-draft";
import { useSave } from "./use-save";
import { WhatCard } from "./what-card";
import { WhenCard } from "./when-card";
import { WhereCard } from "./where-card";

const noErrors: DraftErrors = {};

interface SyncEditorProps {
  /** Null makes a new one. */
  sync: SyncView | null;
  editing: Editing;
  dispatch: Dispatch<Edit>;
  sources: SourceView[];
  portals: PortalView[];
  /** Whose unsaved changes are kept in the browser: a workspace and a person. */
  draftOwner: string;
}

/** A sync as questions on one page. The draft is its page's own, so nothing that is fetched again can touch it. */
export function SyncEditor(props: SyncEditorProps) {
  const { sync, editing, dispatch, sources: initialSources, portals: initialPortals, draftOwner } = props;
  const sources = useQuery({ ...sourcesQuery(), initialData: initialSources });
  const portals = useQuery({ ...portalsQuery(), initialData: initialPortals });
  const { preview, properties, readTemplate } = useEditorData(editing);
  const shown = preview.isPlaceholderData ? undefined : preview.data;
  const problems = findProblems(editing, shown, properties.data, readTemplate);
  const { save, readReady, isSaving, errors, obstacles } = useSave(sync?.id ?? null, editing, problems, dispatch);
  const check = useDraftCheck(sync?.id ?? null, editing, readReady);
  const { draft, saved, version } = editing;
  const kept = useKeptDraft(`sluice:draft:${draftOwner}:${sync?.id ?? "new"}`, editing, dispatch);
  const checking = useMatchCheck(sync?.id ?? null, draft);
  const matchCheck = checking.isStale ? null : checking.check;

  const isWhatAnswered = draft.sourceId !== "" && editing.previewed !== null;
  const isWhereAnswered = isWhatAnswered && draft.portalId !== "" && draft.objectTypeId !== "";
  const isMatchAnswered = isWhereAnswered && draft.matchColumn !== "" && draft.matchProperty !== "";
  /** What a card is given; one that waits for an earlier answer isn't told what it lacks. */
  const card = (isOpen: boolean) => ({ editing, dispatch, errors: isOpen ? errors : noErrors, isOpen });

  function submit(event: FormEvent) {
    event.preventDefault();
    save();
  }

  return (
    <>
      <LeaveGuard
        hasChanges={hasChanges(editing)}
        what={sync === null ? "the new sync" : sync.name}
        onLeave={kept.forget}
      />
      <form noValidate aria-label={sync === null ? "New sync" : "Edit sync"} onSubmit={submit} className="grid gap-3">
        {kept.restoredAt && <RestoredNote at={kept.restoredAt} onDiscard={() => dispatch({ type: "discard" })} />}
        {version !== null && sync !== null && <NewerVersion sync={sync} version={version} dispatch={dispatch} />}
        <WhatCard {...card(true)} sources={sources.data} preview={preview} />
        <WhereCard {...card(isWhatAnswered)} portals={portals.data} />
        <ChangeCard {...card(isWhereAnswered)} matchCheck={matchCheck} />
        <MatchCard {...card(isWhereAnswered)} preview={preview.data} properties={properties} checking={checking} />
        <PropertiesCard
          {...card(isMatchAnswered)}
          preview={preview.data}
          properties={properties.data}
          readTemplate={readTemplate}
        />
        <WhenCard {...card(isMatchAnswered)} syncId={sync?.id ?? null} />
        <CheckCard
          {...card(isMatchAnswered)}
          syncId={sync?.id ?? null}
          properties={properties.data}
          check={sync === null ? null : check}
        />
        <NameCard {...card(isMatchAnswered)} />
        {sync !== null && isOtherTarget(draft, saved) && <SendsAllAgain />}
        <SaveBar
          isNew={sync === null}
          hasChanges={hasChanges(editing)}
          isSaving={isSaving}
          obstacles={obstacles}
          onDiscard={() => dispatch({ type: "discard" })}
          check={sync === null ? null : check}
        />
      </form>
    </>
  );
}

/** What would stop a run, as far as it is known: a preview of another query, or none, proves nothing. */
function findProblems(
  editing: Editing,
  preview: PreviewView | undefined,
  properties: PropertiesView | undefined,
  readTemplate: ReadTemplate | null,
): readonly string[] {
  if (!preview || !properties || isPreviewStale(editing)) return [];
  const { objectTypeId } = editing.draft;
  const mode = readMode(editing.draft);
  const context = { preview, properties: properties.properties, objectTypeId, mode, readTemplate };
  return listMappingProblems(context, toMapping(editing.draft));
}
