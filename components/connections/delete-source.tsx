"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { deleteSource } from "@/app/_server/actions/sources";
import { unwrapAction } from "@/components/forms/unwrap-action";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { formatCount } from "@/components/ui/format-number";
import { sourcesQuery } from "@/lib/api/queries";
import type { SourceView } from "@/lib/api/sources";

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
      trigger={<Button variant="ghost">Delete</Button>}
      title={`Delete ${source.name}?`}
      description={
        source.syncs === 0
          ? "Its credentials are forgotten here. The database itself isn't touched."
          : `It is used by ${formatCount(source.syncs, "sync")}. It can be deleted once none reads it.`
      }
      confirmLabel="Delete source"
      tone="danger"
      onConfirm={remove}
    />
  );
}
