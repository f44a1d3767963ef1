import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import { isUnfiltered, type RunFilter, runFilterNames } from "@/lib/api/run-filter";
import { endedWords, kindWords, statusWords, triggerWords } from "./filter-words";

interface RunFilterChipsProps {
  filter: RunFilter;
  syncs: readonly { readonly id: string; readonly name: string }[];
  onChange: (changes: Partial<RunFilter>) => void;
  onClear: () => void;
}

/** What is filtered by, each part to be taken away by itself. */
export function RunFilterChips({ filter, syncs, onChange, onClear }: RunFilterChipsProps) {
  if (isUnfiltered(filter)) return null;
  const chips = runFilterNames.filter((name) => filter[name] !== undefined);
  return (
    <ul aria-label="Filters that are set" className="flex flex-wrap items-center gap-1.5">
      {chips.map((name) => (
        <li key={name} className="min-w-0">
          <button
            type="button"
            onClick={() => onChange({ [name]: undefined })}
            className="inline-flex h-6 max-w-full items-center gap-1 rounded-full border border-accent-line bg-accent-soft pr-1.5 pl-2.5 text-xs text-accent-text hover:bg-hover"
          >
            <span className="truncate">
              <Chip name={name} filter={filter} syncs={syncs} />
            </span>
            <span className="sr-only">, take away</span>
            <X aria-hidden className="size-3.5 shrink-0" />
          </button>
        </li>
      ))}
      <li>
        <Button variant="ghost" size="sm" onClick={onClear}>
          Clear filters
        </Button>
      </li>
    </ul>
  );
}

interface ChipProps extends Pick<RunFilterChipsProps, "filter" | "syncs"> {
  name: keyof RunFilter;
}

function Chip({ name, filter, syncs }: ChipProps): ReactNode {
  const { status, trigger, kind, ended, from, before } = filter;
  switch (name) {
    case "syncId":
      return `Sync: ${syncs.find(({ id }) => id === filter.syncId)?.name ?? "one that is gone"}`;
    case "status":
      return status && `Status: ${statusWords[status].toLowerCase()}`;
    case "trigger":
      return trigger && `Trigger: ${triggerWords[trigger]}`;
    case "kind":
      return kind && kindWords[kind];
    case "rejects":
      return "With rejects";
    case "ended":
      return ended && endedWords[ended];
    case "from":
      return (
        from && (
          <>
            From <Time at={from} />
          </>
        )
      );
    case "before":
      return (
        before && (
          <>
            Before <Time at={before} />
          </>
        )
      );
    case "search":
      return `Error: “${filter.search}”`;
    default:
      return name satisfies never;
  }
}
