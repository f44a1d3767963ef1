"use client";

import { useQuery } from "@tanstack/react-query";
import { describeFailure } from "@/components/forms/describe-failure";
import { CorrelationFact } from "@/components/help/correlation-fact";
import { CodeBlock } from "@/components/ui/code-block";
import { DrawerContent } from "@/components/ui/drawer";
import { ErrorState } from "@/components/ui/error-state";
import { Fact, FactList } from "@/components/ui/fact-list";
import { formatDuration } from "@/components/ui/format-time";
import { Skeleton } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { callQuery } from "@/lib/api/queries";
import type { RunCallItem } from "@/lib/api/run-calls";
import { CallStatus } from "./call-status";

/** One call: when, how long, and what was asked and answered. */
export function CallDrawer({ runId, call }: { runId: string; call: RunCallItem }) {
  const { data, error, refetch, isFetching } = useQuery(callQuery(runId, call.id));
  return (
    <DrawerContent title={`${call.method} ${call.path}`} description="The values of records are masked." size="lg">
      <div className="flex flex-col gap-5 text-sm">
        <FactList>
          <Fact term="Status">
            <CallStatus status={call.status} />
          </Fact>
          <Fact term="Sent at">
            <Time at={call.startedAt} format="seconds" />
          </Fact>
          <Fact term="Took">{formatDuration(call.durationMs)}</Fact>
          <Fact term="Try">{call.attempt}</Fact>
          <CorrelationFact correlationId={call.correlationId} />
        </FactList>
        {error && (
          <ErrorState
            title="The call couldn't be loaded"
            why={describeFailure(error)}
            onRetry={() => refetch()}
            isRetrying={isFetching}
          />
        )}
        {!error && (
          <>
            <Body title="Request" json={data?.request} none="Nothing but the address was sent." />
            <Body title="Answer" json={data?.answer} none="No answer came." />
          </>
        )}
      </div>
    </DrawerContent>
  );
}

/** Undefined while it is loading. */
function Body({ title, json, none }: { title: string; json: string | null | undefined; none: string }) {
  return (
    <section aria-label={title} className="flex flex-col gap-2">
      {json === undefined && <Skeleton className="h-24" />}
      {json === null && (
        <>
          <h3 className="font-semibold">{title}</h3>
          <p className="text-muted">{none}</p>
        </>
      )}
      {typeof json === "string" && <CodeBlock title={title} code={indent(json)} />}
    </section>
  );
}

function indent(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
