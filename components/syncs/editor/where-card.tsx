"use client";

import { useQuery } from "@tanstack/react-query";
import { describeFailure } from "@/components/forms/describe-failure";
import { ErrorState } from "@/components/ui/error-state";
import { Field, FieldGroup } from "@/components/ui/field";
import { QuestionCard } from "@/components/ui/question-card";
import { RadioCards } from "@/components/ui/radio-cards";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { TextLink } from "@/components/ui/text-link";
import type { ObjectTypeView, PortalView } from "@/lib/api/portals";
import { objectTypesQuery } from "@/lib/api/queries";
import type { CardProps } from "./card-props";

interface WhereCardProps extends CardProps {
  portals: readonly PortalView[];
}

/** The second question: which portal, and which of its object types. */
export function WhereCard({ editing: { draft }, dispatch, errors, portals, isOpen }: WhereCardProps) {
  const portal = portals.find(({ id }) => id === draft.portalId);
  return (
    <QuestionCard
      number={2}
      title="Where does it go?"
      isAnswered={draft.objectTypeId !== ""}
      isDimmed={!isOpen}
      dimmedReason="First say what is synced."
    >
      <div className="grid gap-4">
        <Field
          label="Portal"
          hint={portals.length === 0 ? <NoPortal /> : undefined}
          error={errors.portalId ?? portal?.reason}
          className="max-w-md"
        >
          <Select
            value={draft.portalId}
            disabled={portals.length === 0}
            onChange={({ target }) => dispatch({ type: "change", change: { portalId: target.value } })}
          >
            <option value="" disabled>
              Choose a portal
            </option>
            {portals.map(({ id, domain, hubId, status }) => (
              <option key={id} value={id} disabled={status !== "connected" && id !== draft.portalId}>
                {domain} ({hubId}){status === "connected" ? "" : " — not connected"}
              </option>
            ))}
          </Select>
        </Field>
        {draft.portalId !== "" && (
          <ObjectTypePicker
            portalId={draft.portalId}
            value={draft.objectTypeId}
            error={errors.objectTypeId}
            onChange={(objectTypeId) => dispatch({ type: "change", change: { objectTypeId } })}
          />
        )}
      </div>
    </QuestionCard>
  );
}

interface ObjectTypePickerProps {
  portalId: string;
  value: string;
  error: string | undefined;
  onChange: (objectTypeId: string) => void;
}

function ObjectTypePicker({ portalId, value, error, onChange }: ObjectTypePickerProps) {
  const types = useQuery(objectTypesQuery(portalId));
  if (types.isPending) return <PickerSkeleton />;
  if (types.isError) {
    return (
      <ErrorState
        title="The object types couldn't be read"
        why={describeFailure(types.error)}
        isRetrying={types.isFetching}
        onRetry={() => void types.refetch()}
      />
    );
  }
  const isGone = value !== "" && types.data.every(({ objectTypeId }) => objectTypeId !== value);
  const gone = isGone ? `This portal has no object type ${value}. Choose another one.` : undefined;
  return (
    <FieldGroup label="Object type" error={error ?? gone}>
      <RadioCards
        label="Object type"
        columns={3}
        value={value}
        onChange={onChange}
        options={types.data.map((type) => toOption(type, value))}
      />
    </FieldGroup>
  );
}

function toOption(type: ObjectTypeView, chosen: string) {
  const { objectTypeId, name, label, whyNot, fix } = type;
  const reason = whyNot === null ? undefined : [whyNot, fix].filter(Boolean).join(" ");
  return {
    value: objectTypeId,
    title: label,
    text: objectTypeId === chosen && reason ? reason : `${name} · ${objectTypeId}`,
    disabled: reason !== undefined,
    reason,
  };
}

function NoPortal() {
  return (
    <>
      No portal is connected yet. <TextLink href="/connections#connect">Connect HubSpot</TextLink>, then come back.
    </>
  );
}

function PickerSkeleton() {
  return (
    <div role="status" aria-label="Loading object types" className="grid gap-2 sm:grid-cols-2 lg:grid-cols-3">
      {["a", "b", "c", "d", "e", "f"].map((key) => (
        <Skeleton key={key} className="h-15 rounded-md" />
      ))}
    </div>
  );
}
