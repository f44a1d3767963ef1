import { Badge } from "@/components/ui/badge";
import { Callout } from "@/components/ui/callout";
import { Fact } from "@/components/ui/fact-list";
import { TextLink } from "@/components/ui/text-link";
import type { SyncView } from "@/lib/api/syncs";

/** The syncs that start when a run of this one has ended; nothing where there are none. */
export function Followers({ sync: { followers } }: { sync: SyncView }) {
  if (followers.length === 0) return null;
  return (
    <Fact term="Starts afterwards">
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        {followers.map(({ id, name, pausedAt }) => (
          <span key={id} className="inline-flex items-center gap-1">
            <TextLink href={`/syncs/${id}`}>{name ?? id}</TextLink>
            {pausedAt && <Badge tone="muted">Paused</Badge>}
          </span>
        ))}
      </span>
    </Fact>
  );
}

/** Why a schedule after another sync starts nothing: that one is paused or gone, or this one is and others wait for it. */
export function RunsAfterNote({ sync: { runsAfter, followers, pausedAt } }: { sync: SyncView }) {
  if (runsAfter && runsAfter.name === null) {
    return (
      <Callout tone="warning" title="Nothing starts this sync" className="mb-3">
        It runs after another sync, which was deleted. Choose another schedule under{" "}
        <a href="#when" className="underline">
          When does it run?
        </a>
      </Callout>
    );
  }
  if (runsAfter?.pausedAt) {
    return (
      <Callout tone="warning" title={`${runsAfter.name} is paused`} className="mb-3">
        This sync runs after it, so that it starts only when somebody runs{" "}
        <TextLink href={`/syncs/${runsAfter.id}`}>{runsAfter.name ?? "that sync"}</TextLink> by hand, or resumes it.
      </Callout>
    );
  }
  if (!pausedAt || followers.length === 0) return null;
  return (
    <Callout tone="warning" title="Other syncs wait for this one" className="mb-3">
      While it is paused, {followers.map(({ name }) => name).join(", ")} {followers.length === 1 ? "starts" : "start"}{" "}
      only after a run of it that somebody starts by hand.
    </Callout>
  );
}
