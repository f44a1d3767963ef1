import type { Metadata } from "next";
import { requireActor } from "@/app/_server/actor";
import { ConnectCard } from "@/components/connections/connect-card";
import { describeConnectOutcome } from "@/components/connections/connect-outcome";
import { ConnectionSection } from "@/components/connections/connection-section";
import { PortalList } from "@/components/connections/portal-list";
import { SourceList } from "@/components/connections/source-list";
import { StorageSection } from "@/components/connections/storage-section";
import { Callout } from "@/components/ui/callout";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { getConnect } from "@/lib/connections/get-connect";
import { getStorage } from "@/lib/connections/get-storage";
import { listPortals } from "@/lib/connections/list-portals";
import { listSources } from "@/lib/connections/list-sources";

export const metadata: Metadata = { title: "Connections" };

interface ConnectionsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ConnectionsPage({ searchParams }: ConnectionsPageProps) {
  const actor = await requireActor();
  const [portals, sources, storage, { connect: code }] = await Promise.all([
    listPortals(actor),
    listSources(actor),
    getStorage(actor),
    searchParams,
  ]);
  const connect = getConnect(actor);
  const outcome = describeConnectOutcome(code);

  return (
    <>
      <PageHeader
        title="Connections"
        description="Where rows come from, the HubSpot accounts they go to, and where rejected rows are kept."
      />
      <div className="flex flex-col gap-8">
        {outcome && (
          <Callout tone={outcome.tone} title={outcome.title} isAnnounced>
            {outcome.text}
          </Callout>
        )}
        <ConnectionSection
          id="portals"
          title="Portals"
          action={
            portals.length > 0 && (
              <LinkButton href="#connect" size="sm">
                Connect another
              </LinkButton>
            )
          }
        >
          <PortalList portals={portals} canUseOAuth={connect.whyNoOAuth === null} />
          <ConnectCard connect={connect} />
        </ConnectionSection>
        <ConnectionSection
          id="sources"
          title="Sources"
          action={
            sources.length > 0 && (
              <LinkButton href="/connections/sources/new" size="sm">
                Add source
              </LinkButton>
            )
          }
        >
          <SourceList sources={sources} />
        </ConnectionSection>
        <ConnectionSection id="storage" title="Storage">
          <StorageSection storage={storage} />
        </ConnectionSection>
      </div>
    </>
  );
}
