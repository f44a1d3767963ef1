import { ArrowRightLeft } from "lucide-react";
import type { ReactNode } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { NewSyncButton } from "../new-sync-button";

interface NoSyncsProps {
  hasSource: boolean;
  hasPortal: boolean;
}

/** The list before there is anything in it: what to do next depends on what is missing. */
export function NoSyncs({ hasSource, hasPortal }: NoSyncsProps) {
  return <EmptyState icon={ArrowRightLeft} {...findNextStep(hasSource, hasPortal)} />;
}

interface NextStep {
  readonly title: string;
  readonly text: string;
  readonly action: ReactNode;
}

function findNextStep(hasSource: boolean, hasPortal: boolean): NextStep {
  if (!hasSource) {
    return {
      title: "A sync needs a source first",
      text: "Add the database that your rows are in. Then connect HubSpot, and say which rows become which records.",
      action: (
        <LinkButton href="/connections/sources/new" variant="primary">
          Add source
        </LinkButton>
      ),
    };
  }
  if (!hasPortal) {
    return {
      title: "A sync needs a HubSpot portal",
      text: "There is a source already. Connect the HubSpot account that its rows go to.",
      action: (
        <LinkButton href="/connections#connect" variant="primary">
          Connect HubSpot
        </LinkButton>
      ),
    };
  }
  return {
    title: "No syncs yet",
    text: "Say which rows become which HubSpot records, and when. Nothing is sent before you start it or its schedule does.",
    action: <NewSyncButton />,
  };
}
