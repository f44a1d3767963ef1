"use client";

import { useRouter } from "next/navigation";
import { revokeApiKey } from "@/app/_server/actions/api-keys";
import { unwrapAction } from "@/components/forms/unwrap-action";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import type { ApiKeyView } from "@/lib/api/api-keys";

export function RevokeApiKey({ apiKey }: { apiKey: ApiKeyView }) {
  const router = useRouter();

  const revoke = async () => {
    await unwrapAction(revokeApiKey({ apiKeyId: apiKey.id }));
    toast.success(`${apiKey.name} is revoked`);
    router.refresh();
  };

  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" variant="ghost" aria-label={`Revoke ${apiKey.name}`}>
          Revoke
        </Button>
      }
      title={`Revoke ${apiKey.name}?`}
      description="Whatever uses this key is refused from now on. It can't be brought back; runs that it started go on."
      confirmLabel="Revoke key"
      tone="danger"
      onConfirm={revoke}
    />
  );
}
