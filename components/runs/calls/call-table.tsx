"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { describeFailure } from "@/components/forms/describe-failure";
import { Drawer } from "@/components/ui/drawer";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { formatDuration } from "@/components/ui/format-time";
import { LoadMore } from "@/components/ui/load-more";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Table, TBody, TD, TH, THead, TR } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { callsQuery } from "@/lib/api/queries";
import type { RunCallItem } from "@/lib/api/run-calls";
import { CallDrawer } from "./call-drawer";
import { CallStatus } from "./call-status";

interface CallTableProps {
  runId: string;
  only: "refused" | undefined;
  isLive: boolean;
}

export function CallTable({ runId, only, isLive }: CallTableProps) {
  const query = useInfiniteQuery({ ...callsQuery(runId, only), refetchOnMount: "always" });
  const [opened, setOpened] = useState<RunCallItem | null>(null);

  if (query.isPending) return <SkeletonRows rows={5} label="Loading the calls" />;
  if (query.isError && !query.data) {
    return (
      <ErrorState
        title="The calls couldn't be loaded"
        why={describeFailure(query.error)}
        onRetry={() => query.refetch()}
        isRetrying={query.isFetching}
      />
    );
  }
  const calls = query.data.pages.flatMap((page) => page.calls);
  if (calls.length === 0) return <NoCalls only={only} isLive={isLive} />;
  return (
    <Drawer open={opened !== null} onOpenChange={(isOpen) => !isOpen && setOpened(null)}>
      <Table label="Calls to HubSpot">
        <THead>
          <TR>
            <TH>Call</TH>
            <TH>Status</TH>
            <TH isNumeric>Took</TH>
            <TH isNumeric className="max-sm:hidden">
              Try
            </TH>
            <TH className="max-lg:hidden">Correlation id</TH>
            <TH className="max-sm:hidden">At</TH>
          </TR>
        </THead>
        <TBody>
          {calls.map((call) => (
            <CallRow key={call.id} call={call} onOpen={() => setOpened(call)} />
          ))}
        </TBody>
      </Table>
      <div className="mt-3">
        <LoadMore list={query} />
      </div>
      {opened && <CallDrawer runId={runId} call={opened} />}
    </Drawer>
  );
}

function CallRow({ call, onOpen }: { call: RunCallItem; onOpen: () => void }) {
  return (
    <TR>
      <TD className="min-w-40">
        <button type="button" onClick={onOpen} className="rounded-sm text-left font-mono text-xs hover:underline">
          <span className="text-muted">{call.method}</span> <span className="wrap-anywhere">{call.path}</span>
        </button>
      </TD>
      <TD>
        <CallStatus status={call.status} />
      </TD>
      <TD isNumeric>{formatDuration(call.durationMs)}</TD>
      <TD isNumeric className="max-sm:hidden">
        {call.attempt}
      </TD>
      <TD className="font-mono text-xs text-muted max-lg:hidden">{call.correlationId ?? "–"}</TD>
      <TD className="max-sm:hidden">
        <Time at={call.startedAt} format="seconds" />
      </TD>
    </TR>
  );
}

function NoCalls({ only, isLive }: { only: "refused" | undefined; isLive: boolean }) {
  if (only) return <EmptyState title="No call was refused" text="None of the calls that are kept." />;
  if (isLive) return <EmptyState title="No call so far" text="Calls are shown once the delivery has begun." />;
  return (
    <EmptyState
      title="No calls are kept"
      text="This run made none, or is an older one: the last twenty runs of each sync keep theirs."
    />
  );
}
