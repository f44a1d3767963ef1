"use client";

import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";

interface SyncErrorProps {
  error: Error & { digest?: string };
  retry: () => void;
}

export default function SyncError({ error, retry }: SyncErrorProps) {
  return (
    <>
      <PageHeader breadcrumbs={[{ label: "Syncs", href: "/syncs" }]} title="Sync" />
      <ErrorState
        title="The sync couldn't be shown"
        why="Something went wrong on our side. Its schedule goes on; nothing was changed."
        fix={error.digest ? `If it happens again, look for ${error.digest} in the server's log.` : undefined}
        onRetry={retry}
      />
    </>
  );
}
