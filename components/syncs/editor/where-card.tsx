"use client";

import { WhatIs } from "@/components/help/what-is";
import { Field } from "@/components/ui/field";
import { QuestionCard } from "@/components/ui/question-card";
import { Select } from "@/components/ui/select";
import { TextLink } from "@/components/ui/text-link";
import type { PortalView } from "@/lib/api/portals";
import type { CardProps } from "./card-props";
import { ObjectTypePicker } from "./object-type-picker";

interface WhereCardProps extends CardProps {
  portals: readonly PortalView[];
}

/** The second question: which portal, and which of its object types. */
export function WhereCard({ editing: { draft }, dispatch, errors, portals, isOpen }: WhereCardProps) {
  const portal = portals.find(({ id }) => id === draft.portalId);
  return (
    <QuestionCard
      id="where"
      number={2}
      title="Where does it go?"
      isAnswered={draft.objectTypeId !== ""}
      isDimmed={!isOpen}
      dimmedReason={<>First say what is synced. {portals.length === 0 && <NoPortal />}</>}
    >
      <div className="grid gap-4">
        <Field
          label="Portal"
          help={<WhatIs word="portal" />}
          hint={isOpen && portals.length === 0 ? <NoPortal /> : undefined}
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
            portal={portal}
            value={draft.objectTypeId}
            error={errors.objectTypeId}
            onChange={(objectTypeId) => dispatch({ type: "change", change: { objectTypeId } })}
          />
        )}
      </div>
    </QuestionCard>
  );
}

function NoPortal() {
  return (
    <>
      No portal is connected yet. <TextLink href="/connections#connect">Connect HubSpot</TextLink>, then come back.
    </>
  );
}
