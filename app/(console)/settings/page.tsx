import type { Metadata } from "next";
import { requireActor } from "@/app/_server/actor";
import { ApiKeySection } from "@/components/settings/api-key-section";
import { Callout } from "@/components/ui/callout";
import { PageHeader } from "@/components/ui/page-header";
import { listApiKeys } from "@/lib/members/list-api-keys";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  const actor = await requireActor();
  return (
    <>
      <PageHeader title="Settings" description="The API keys with which programs work in this workspace." />
      {actor.role === "owner" ? (
        <ApiKeySection keys={await listApiKeys(actor)} />
      ) : (
        <Callout title="Owners only">API keys are seen, made and revoked by the workspace's owners.</Callout>
      )}
    </>
  );
}
