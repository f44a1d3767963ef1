"use client";

import { Inbox } from "lucide-react";
import { toastWithUndo } from "@/components/forms/toast-with-undo";
import { Button } from "@/components/ui/button";
import { Callout, type CalloutTone } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { LoadMore } from "@/components/ui/load-more";
import { OutOfDate } from "@/components/ui/out-of-date";
import { Progress } from "@/components/ui/progress";
import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";
import { Spinner } from "@/components/ui/spinner";
import { TestLines } from "@/components/ui/test-lines";
import { toast } from "@/components/ui/toast";
import { Toaster } from "@/components/ui/toaster";
import { UnreadFilters } from "@/components/ui/unread-filters";
import { Specimen, SpecimenSection } from "./specimen";

const tones: readonly CalloutTone[] = ["info", "success", "warning", "danger"];

export function States() {
  return (
    <SpecimenSection title="States">
      {tones.map((tone) => (
        <Specimen key={tone} name={`callout ${tone}`}>
          <Callout tone={tone} title="What happened" className="w-full" action={<Button size="sm">Do this</Button>}>
            Why, and what can be done about it.
          </Callout>
        </Specimen>
      ))}
      <Specimen name="empty-state">
        <EmptyState
          icon={Inbox}
          title="Nothing was rejected"
          text="Rows that HubSpot refuses are listed here."
          action={<Button>Run now</Button>}
          className="w-full"
        />
      </Specimen>
      <Specimen name="error-state">
        <ErrorState
          title="The runs couldn’t be read"
          why="The database didn’t answer in 5 seconds."
          fix="Try again in a minute."
          onRetry={() => {}}
          className="w-full"
        />
      </Specimen>
      <Specimen name="out-of-date">
        {/* Holds in its place what stands at the top of a page. */}
        <div className="relative h-8 w-full translate-0">
          <OutOfDate what="This list" errors={[new TypeError("Failed to fetch")]} />
        </div>
      </Specimen>
      <Specimen name="unread-filters">
        <UnreadFilters unread={[{ name: "status", value: "dead" }]} />
      </Specimen>
      <Specimen name="load-more">
        <LoadMore
          list={{
            hasNextPage: true,
            isFetchingNextPage: false,
            isFetchNextPageError: true,
            error: new TypeError("Failed to fetch"),
            fetchNextPage: () => {},
          }}
        />
      </Specimen>
      <Specimen name="skeleton">
        <Skeleton className="h-8 w-40" />
        <SkeletonRows rows={2} />
      </Specimen>
      <Specimen name="spinner">
        <Spinner />
      </Specimen>
      <Specimen name="progress">
        <Progress label="Rows delivered" value={40} className="w-full" />
        <Progress label="Planning" value={null} className="w-full" />
      </Specimen>
      <Specimen name="test-lines">
        <TestLines
          lines={[
            { id: "reach", label: "Reached the server", status: "passed" },
            {
              id: "read",
              label: "May read tables",
              status: "failed",
              detail: "permission denied",
              fix: "Grant SELECT.",
            },
            { id: "zone", label: "Time zone", status: "skipped" },
          ]}
        />
      </Specimen>
      <Specimen name="toaster">
        <Button onClick={() => toast.success("Saved")}>Success</Button>
        <Button onClick={() => toast.error("It wasn’t saved", { description: "Somebody else changed it." })}>
          Error
        </Button>
        <Button
          onClick={() =>
            toastWithUndo({
              words: "The schedule is paused",
              undo: async () => ({ ok: true, data: null }),
              onUndone: () => {},
              undoneWords: "The schedule runs again",
            })
          }
        >
          Undo
        </Button>
        <Toaster />
      </Specimen>
    </SpecimenSection>
  );
}
