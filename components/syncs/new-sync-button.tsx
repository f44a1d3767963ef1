"use client";

import { useState } from "react";
import { LinkButton } from "@/components/ui/link-button";

/** To the editor, whose page is the heaviest: it is fetched ahead once somebody reaches for it, not at every glance. */
export function NewSyncButton() {
  const [isReachedFor, setIsReachedFor] = useState(false);
  const reach = () => setIsReachedFor(true);
  return (
    <LinkButton
      href="/syncs/new"
      variant="primary"
      prefetch={isReachedFor ? "auto" : false}
      onPointerEnter={reach}
      onFocus={reach}
    >
      New sync
    </LinkButton>
  );
}
