import { ArrowRightLeft } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";

interface NoSyncsProps {
  hasSource: boolean;
  hasPortal: boolean;
}

/** The list before there is anything in it: what to do next depends on what is missing. */
export function NoSyncs({ hasSource, hasPortal }: NoSyncsProps) {
  const { title, text, href, label } = findNextStep(hasSource, hasPortal);
  const action = (
    <LinkButton href={href} variant="primary">
      {label}
    </LinkButton>
  );
  return <EmptyState icon={ArrowRightLeft} title={title} text={text} action={action} />;
}

function findNextStep(hasSource: boolean, hasPortal: boolean) {
  if (!hasSource) {
    return {
      title: "A sync needs a source first",
      text: "Add the database that your rows are in. Then connect HubSpot, and say which rows become which records.",
      href: "/connections/sources/new",
      label: "Add source",
    };
  }
  if (!hasPortal) {
    return {
      title: "A sync needs a HubSpot portal",
      text: "There is a source already. Connect the HubSpot account that its rows go to.",
      href: "/connections#connect",
      label: "Connect HubSpot",
    };
  }
  return {
    title: "No syncs yet",
    text: "Say which rows become which HubSpot records, and when. Nothing is sent before you start it or its schedule does.",
    href: "/syncs/new",
    label: "New sync",
  };
}
