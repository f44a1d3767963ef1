"use client";

import { useQuery } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { AskForKindInNewTab } from "@/components/connections/ask-for-kind";
import { NameMissingScopes } from "@/components/connections/name-missing-scopes";
import { describeFailure } from "@/components/forms/describe-failure";
import { WhatIs } from "@/components/help/what-is";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { FieldGroup } from "@/components/ui/field";
import { RadioCards } from "@/components/ui/radio-cards";
import { Skeleton } from "@/components/ui/skeleton";
import type { ObjectTypeView, PortalView } from "@/lib/api/portals";
import { objectTypesQuery } from "@/lib/api/queries";
import { listMissingKinds } from "./list-missing-kinds";

interface ObjectTypePickerProps {
  portalId: string;
  /** Undefined where the portal isn't among this workspace's any more. */
  portal: PortalView | undefined;
  value: string;
  error: string | undefined;
  onChange: (objectTypeId: string) => void;
}

/** The portal's object types; those that can't be synced say why, and what is missing can be asked for from here. */
export function ObjectTypePicker({ portalId, portal, value, error, onChange }: ObjectTypePickerProps) {
  // Whoever comes back from granting a scope in another tab sees it at once.
  const types = useQuery({ ...objectTypesQuery(portalId), refetchOnWindowFocus: "always" });
  if (types.isLoadingError) {
    return (
      <ErrorState
        title="The object types couldn't be read"
        why={describeFailure(types.error)}
        isRetrying={types.isFetching}
        onRetry={() => void types.refetch()}
      />
    );
  }
  const isGone = value !== "" && types.data?.every(({ objectTypeId }) => objectTypeId !== value);
  const gone = isGone ? `This portal has no object type ${value}. Choose another one.` : undefined;
  return (
    <div className="grid gap-3">
      <FieldGroup
        label={
          <>
            Object type <WhatIs word="objectType" />
          </>
        }
        error={error ?? gone}
      >
        {types.isPending ? (
          <PickerSkeleton />
        ) : (
          <RadioCards
            label="Object type"
            columns={3}
            value={value}
            onChange={onChange}
            options={types.data.map(toOption)}
          />
        )}
      </FieldGroup>
      {portal && types.data && <MissingKinds portal={portal} types={types.data} />}
      {types.data?.some(({ whyNot }) => whyNot !== null) && (
        <div className="flex flex-wrap items-center gap-2">
          <Button size="sm" variant="ghost" pending={types.isFetching} onClick={() => void types.refetch()}>
            <RotateCw aria-hidden />
            Load the object types again
          </Button>
          <p role="status" className="text-xs text-danger empty:hidden">
            {types.isRefetchError && describeFailure(types.error)}
          </p>
        </div>
      )}
    </div>
  );
}

function toOption({ objectTypeId, name, label, whyNot, fix, hint, missingScopes }: ObjectTypeView) {
  // What is missing by a scope alone has its fix as a button below.
  const advice = missingScopes.length === 0 ? fix : null;
  const reason = whyNot === null ? undefined : [whyNot, advice].filter(Boolean).join(" ");
  return {
    value: objectTypeId,
    title: label,
    text: (
      <>
        {[...new Set([name, objectTypeId])].join(" · ")}
        {hint !== null && reason === undefined && <span className="mt-1 block">{hint}</span>}
      </>
    ),
    disabled: reason !== undefined,
    reason,
  };
}

/** What stands greyed above for want of a scope, with the way to it. */
function MissingKinds({ portal, types }: { portal: PortalView; types: readonly ObjectTypeView[] }) {
  const kinds = listMissingKinds(types);
  if (kinds.length === 0) return null;
  return (
    <div className="grid gap-1.5">
      <p className="text-xs text-muted">
        {portal.authKind === "oauth"
          ? "Ask for what wasn’t granted, and come back: what you have filled in here stays. Some accounts lack the feature that a scope belongs to."
          : "Add to the token what it lacks, then test the portal: what you have filled in here stays."}
      </p>
      <div className="flex flex-wrap items-center gap-2">
        {kinds.map(({ kind, label, scopes }) =>
          portal.authKind === "oauth" ? (
            <AskForKindInNewTab key={kind} portalId={portal.id} kind={kind} label={label} />
          ) : (
            <span key={kind} className="inline-flex items-center gap-1.5 text-xs text-muted">
              {label}
              <NameMissingScopes portal={portal} label={label} scopes={scopes} />
            </span>
          ),
        )}
      </div>
    </div>
  );
}

/** Six kinds of records and the custom ones, which most accounts have a reason instead of. */
function PickerSkeleton() {
  return (
    <div role="status" aria-label="Loading object types" className="grid gap-2 sm:grid-cols-2 lg:grid-cols-3">
      {["a", "b", "c", "d", "e", "f"].map((key) => (
        <Skeleton key={key} className="h-15 rounded-md" />
      ))}
      <Skeleton className="h-28 rounded-md" />
    </div>
  );
}
