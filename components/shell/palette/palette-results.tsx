import { Command } from "cmdk";
import { FoundThings, useFoundThings } from "./found-things";
import { KnownActions } from "./known-actions";
import { SearchElsewhere } from "./search-elsewhere";

interface PaletteResultsProps {
  words: string;
  onDone: () => void;
  onShowShortcuts: () => void;
}

/**
 * Syncs and runs come at once, the connections after them, and only then the ways to look elsewhere: whoever is quick
 * with Enter would be led there, or to a run instead of its sync.
 */
export function PaletteResults({ words, onDone, onShowShortcuts }: PaletteResultsProps) {
  const { areRunsRead, ...found } = useFoundThings();
  return (
    <>
      <KnownActions onDone={onDone} onShowShortcuts={onShowShortcuts} />
      {areRunsRead && <FoundThings {...found} onDone={onDone} />}
      {areRunsRead && found.areConnectionsRead ? (
        <SearchElsewhere words={words} onDone={onDone} />
      ) : (
        <Command.Loading label="Reading what there is" className="px-2 py-2 text-sm text-muted">
          {areRunsRead ? "Reading sources and portals …" : "Reading syncs and runs …"}
        </Command.Loading>
      )}
    </>
  );
}
