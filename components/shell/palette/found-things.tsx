import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Cable, Database, Play, RefreshCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { startRun } from "@/app/_server/actions/runs";
import { describeLostCall, useAction } from "@/components/forms/use-action";
import { useGo } from "@/components/forms/use-go";
import { runStatusLooks } from "@/components/runs/run-status-badge";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import { portalsQuery, runsQuery, sourcesQuery, syncsQuery } from "@/lib/api/queries";
import { PaletteGroup, PaletteItem } from "./palette-parts";

/** What this workspace has: its syncs, the newest runs, its sources and portals. */
export function useFoundThings() {
  const syncs = useQuery(syncsQuery());
  const runs = useInfiniteQuery(runsQuery({}));
  const sources = useQuery(sourcesQuery());
  const portals = useQuery(portalsQuery());
  return {
    syncs: syncs.data ?? [],
    runs: runs.data?.pages[0]?.runs.slice(0, 10) ?? [],
    sources: sources.data ?? [],
    portals: portals.data ?? [],
    areRunsRead: !syncs.isPending && !runs.isPending,
    areConnectionsRead: !sources.isPending && !portals.isPending,
  };
}

interface FoundThingsProps extends Omit<ReturnType<typeof useFoundThings>, "areRunsRead"> {
  onDone: () => void;
}

export function FoundThings({ syncs, runs, sources, portals, areConnectionsRead, onDone }: FoundThingsProps) {
  const goTo = useGo();
  const { start } = useStart();
  const go = (href: string) => {
    onDone();
    goTo(href);
  };
  return (
    <>
      {syncs.length > 0 && (
        <PaletteGroup heading="Syncs">
          {syncs.map(({ id, name, sourceName, objectLabel }) => (
            <PaletteItem
              key={id}
              id={`sync ${id}`}
              icon={<RefreshCw aria-hidden />}
              aside={`${sourceName} → ${objectLabel}`}
              onSelect={() => go(`/syncs/${id}`)}
            >
              {name}
            </PaletteItem>
          ))}
          {syncs
            .filter(({ whyBlocked }) => whyBlocked === null)
            .map(({ id, name }) => (
              <PaletteItem
                key={id}
                id={`start ${id}`}
                icon={<Play aria-hidden />}
                keywords={["start"]}
                onSelect={() => {
                  onDone();
                  start(id);
                }}
              >
                {`Run ${name} now`}
              </PaletteItem>
            ))}
        </PaletteGroup>
      )}
      {runs.length > 0 && (
        <PaletteGroup heading="Newest runs">
          {runs.map(({ id, syncName, status, requestedAt, dryRun }) => {
            const { icon: Icon, word } = runStatusLooks[status];
            return (
              <PaletteItem
                key={id}
                id={`run ${id}`}
                icon={<Icon aria-hidden />}
                aside={<Time at={requestedAt} />}
                onSelect={() => go(`/runs/${id}`)}
              >
                {`${dryRun ? "Dry run of " : ""}${syncName}: ${word.toLowerCase()}`}
              </PaletteItem>
            );
          })}
        </PaletteGroup>
      )}
      {areConnectionsRead && sources.length + portals.length > 0 && (
        <PaletteGroup heading="Connections">
          {sources.map(({ id, name }) => (
            <PaletteItem
              key={id}
              id={`source ${id}`}
              icon={<Database aria-hidden />}
              aside="Source"
              onSelect={() => go(`/connections/sources/${id}`)}
            >
              {name}
            </PaletteItem>
          ))}
          {portals.map(({ id, domain, hubId }) => (
            <PaletteItem
              key={id}
              id={`portal ${id}`}
              icon={<Cable aria-hidden />}
              aside="Portal"
              onSelect={() => go("/connections")}
            >
              {`${domain} (${hubId})`}
            </PaletteItem>
          ))}
        </PaletteGroup>
      )}
    </>
  );
}

/** Starts a run of a sync and goes to its page; a refusal is told where everything is told that has no page. */
function useStart(): { start: (syncId: string) => void } {
  const router = useRouter();
  const { run } = useAction(startToasted, ({ runId }) => router.push(`/runs/${runId}`));
  return { start: (syncId) => run({ syncId }) };
}

async function startToasted(input: { syncId: string }) {
  const answer = await startRun(input).catch(describeLostCall);
  if (!answer.ok) toast.error("The run wasn’t started", { description: answer.error.message });
  return answer;
}
