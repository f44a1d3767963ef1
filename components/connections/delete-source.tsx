"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { deleteSource } from "@/app/_server/actions/sources";
import { unwrapAction } from "@/components/forms/unwrap-action";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { sourcesQuery } from "@/lib/api/queries";
import type { SourceView } from "@/lib/api/sources";

/** Can be pressed once no sync reads the source. */
export function DeleteSource({ source }: { source: SourceView }) {
  const router = useRouter();
  const queryClient = useQueryClient();

  const remove = async () => {
    await unwrapAction(deleteSource({ sourceId: source.id }));
    toast.success(`${source.name} is deleted`);
    await queryClient.invalidateQueries({ queryKey: sourcesQuery().queryKey });
    router.push("/connections");
  };

  return (
    <ConfirmDialog
      trigger={
        <Button variant="ghost" disabled={source.syncs > 0}>
          Delete
        </Button>
      }
      title={`Delete ${source.name}?`}
      description="Its credentials are forgotten here. The database itself isn't touched."
      confirmLabel="Delete source"
      tone="danger"
      onConfirm={remove}
    />
  );
}
