import { Callout } from "@/components/ui/callout";

/** What changing the portal, the object type or the match property means for the next run. */
export function SendsAllAgain() {
  return (
    <Callout tone="warning" title="The next run will send every row again" isAnnounced>
      Rows are matched to other records than before. Records written so far stay in HubSpot as they are.
    </Callout>
  );
}
