import { Badge, type Tone } from "@/components/ui/badge";
import type { CauseView } from "@/lib/api/runs";

const looks: Record<CauseView["stage"], { word: string; tone: Tone; hint: string }> = {
  preflight: { word: "Preflight", tone: "info", hint: "Refused here, before HubSpot was asked" },
  hubspot: { word: "HubSpot", tone: "danger", hint: "Refused by HubSpot, in its own words" },
  unconfirmed: { word: "Unconfirmed", tone: "warning", hint: "HubSpot's answer doesn't name the row at all" },
};

/** Who refused. */
export function StageBadge({ stage }: { stage: CauseView["stage"] }) {
  const { word, tone, hint } = looks[stage];
  return (
    <span title={hint} className="inline-flex">
      <Badge tone={tone}>{word}</Badge>
    </span>
  );
}
