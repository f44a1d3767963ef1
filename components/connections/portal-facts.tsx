import { WhatIs } from "@/components/help/what-is";
import { Fact, FactList } from "@/components/ui/fact-list";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import type { PortalView } from "@/lib/api/portals";
import { EditReserve } from "./edit-reserve";
import { formatShare } from "./share";

export function PortalFacts({ portal }: { portal: PortalView }) {
  return (
    <FactList>
      <Fact
        term={
          <>
            Hub id <WhatIs word="portal" />
          </>
        }
      >
        {portal.hubId}
      </Fact>
      <Fact term="Account">{describeAccountType(portal.accountType)}</Fact>
      <Fact term="Connected by">{portal.authKind === "oauth" ? "Sign-in at HubSpot" : "Pasted token"}</Fact>
      <Fact term="Connected">
        <Time at={portal.connectedAt} format="relative" />
      </Fact>
      <Fact term="Time zone">{portal.timeZone}</Fact>
      <Fact term="Currency">{portal.currency}</Fact>
      <Fact
        term={
          <>
            Left to other apps <WhatIs word="allowance" />
          </>
        }
      >
        {formatShare(portal.reserveShare)} of the calls
        {portal.isReserveInherited ? "" : ", set here"}
        {portal.status !== "disconnected" && <EditReserve portal={portal} />}
      </Fact>
      <Fact term="Syncs">{portal.syncs === 0 ? "None" : <TextLink href="/syncs">{portal.syncs}</TextLink>}</Fact>
    </FactList>
  );
}

/** `DEVELOPER_TEST` as "Developer test". */
function describeAccountType(accountType: string): string {
  const words = accountType.toLowerCase().replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
