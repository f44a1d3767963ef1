"use client";

import { useQuery } from "@tanstack/react-query";
import type { Dispatch, FormEvent, ReactNode } from "react";
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
import { findAllRowsCheck } from "./check/all-rows-check";
import { CheckCard } from "./check/check-card";
import { findPlace, placeOfProperty } from "./focus-place";
import { MatchCard } from "./match-card";
import { useMatchCheck } from "./match-check/use-match-check";
import { NameCard } from "./name-card";
import { NewerVersion } from "./newer-version";
import type { Obstacle } from "./obstacle";
import { PropertiesCard } from "./properties-card";
import { RestoredNote } from "./restored-note";
import { SaveBar } from "./save-bar";
import { SendsAllAgain } from "./sends-all-again";
import { type DraftCheck, useDraftCheck } from "./use-draft-check";
import { useEditorData } from "./use-editor-data";
import { useKeptDraft } from "./use-kept-draft";
import { type Save, useSave } from "./use-save";
import { useUndo } from "./use-undo";
import { WhatCard } from "./what-card";
import { WhenCard } from "./when-card";
import { WhereCard } from "./where-card";

const noErrors: DraftErrors = {};

/** What can be done with a draft from outside of its form. */
export interface EditorControls {
  readonly hasChanges: boolean;
  readonly isSaving: boolean;
  readonly save: Save;
  readonly check: DraftCheck;
}

interface SyncEditorProps {
  /** Null makes a new one. */
  sync: SyncView | null;
  editing: Editing;
  dispatch: Dispatch<Edit>;
  sources: SourceView[];
  portals: PortalView[];
  /** Whose unsaved changes are kept in the browser: a workspace and a person. */
  draftOwner: string;
  /** What stands above the form. */
  renderHeader?: (controls: EditorControls) => ReactNode;
}

/** A sync as questions on one page. The draft is its page's own, so nothing that is fetched again can touch it. */
export function SyncEditor(props: SyncEditorProps) {
  const { sync, editing, dispatch, sources: initialSources, portals: initialPortals, draftOwner, renderHeader } = props;
  const syncId = sync?.id ?? null;
  const what = sync?.name ?? "the new sync";
  const sources = useQuery({ ...sourcesQuery(), initialData: initialSources });
  const portals = useQuery({ ...portalsQuery(), initialData: initialPortals });
  const { preview, properties, readTemplate } = useEditorData(editing);
  const shown = preview.isPlaceholderData ? undefined : preview.data;
  const problems = findProblems(editing, shown, properties.data, readTemplate);
  const findDraftPlace = (id: string) => `sluice:draft:${draftOwner}:${id}`;
  const kept = useKeptDraft(findDraftPlace(syncId ?? "new"), what, editing, dispatch);
  const moveDraft = (id: string) => kept.moveTo(findDraftPlace(id));
  const saving = useSave(syncId, editing, problems, kept.editLate, moveDraft);
  const { save, readReady, isSaving, errors, obstacles, failures } = saving;
  const check = showStart(useDraftCheck(syncId, editing, readReady));
  const { draft, saved, version } = editing;
  const isChanged = hasChanges(editing);
  const act = useUndo(editing, dispatch, kept.editLate);
  const checking = useMatchCheck(syncId, draft);
  const matchCheck = checking.isStale ? null : checking.check;

  const isWhatAnswered = draft.sourceId !== "" && editing.previewed !== null;
  const isWhereAnswered = isWhatAnswered && draft.portalId !== "" && draft.objectTypeId !== "";
  const isMatchAnswered = isWhereAnswered && draft.matchColumn !== "" && draft.matchProperty !== "";
  /** What a card is given; one that waits for an earlier answer isn't told what it lacks. */
  const card = (isOpen: boolean) => ({ editing, dispatch: act, errors: isOpen ? errors : noErrors, isOpen });

  function submit(event: FormEvent) {
    event.preventDefault();
    save();
  }

  return (
    <>
      {renderHeader?.({ hasChanges: isChanged, isSaving, save, check })}
      <LeaveGuard isLosing={isChanged && !kept.isKept} what={what} />
      <form noValidate aria-label={sync === null ? "New sync" : "Edit sync"} onSubmit={submit} className="grid gap-3">
        {kept.restoredAt && <RestoredNote at={kept.restoredAt} onDiscard={() => act({ type: "discard" })} />}
        {version !== null && sync !== null && (
          <NewerVersion
            sync={sync}
            version={version}
            hasChanges={isChanged}
            isSaving={isSaving}
            onLoad={(newer) => (isChanged ? act : dispatch)({ type: "load", sync: newer })}
            onSaveOver={(over) => save({ over })}
          />
        )}
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
        <WhenCard {...card(isMatchAnswered)} syncId={syncId} />
        <CheckCard
          {...card(isMatchAnswered)}
          syncId={syncId}
          properties={properties.data}
          check={sync === null ? null : check}
        />
        <NameCard {...card(isMatchAnswered)} />
        {sync !== null && isOtherTarget(draft, saved) && <SendsAllAgain />}
        <SaveBar
          isNew={sync === null}
          hasChanges={isChanged}
          isKept={kept.isKept}
          isSaving={isSaving}
          obstacles={obstacles}
          failures={failures}
          onDiscard={() => act({ type: "discard" })}
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
): readonly Obstacle[] {
  if (!preview || !properties || isPreviewStale(editing)) return [];
  const { objectTypeId, matchProperty } = editing.draft;
  const mode = readMode(editing.draft);
  const context = { preview, properties: properties.properties, objectTypeId, mode, readTemplate };
  return listMappingProblems(context, toMapping(editing.draft)).map(({ message, property }) => ({
    message,
    place: property === null || property === matchProperty ? findPlace("mapping.match") : placeOfProperty(property),
  }));
}

/** The check of all rows, which is one and the same wherever it is started: its place on the page comes into view. */
function showStart(check: DraftCheck): DraftCheck {
  function start(): boolean {
    const hasBegun = check.start();
    const button = hasBegun ? findAllRowsCheck() : null;
    button?.focus({ preventScroll: true });
    button?.scrollIntoView({ block: "nearest" });
    return hasBegun;
  }
  return { ...check, start };
}
