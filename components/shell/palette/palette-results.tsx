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
 * What was read comes all at once, and before the ways to look elsewhere: whoever is quick with Enter would be led
 * there, or to a run instead of its sync.
 */
export function PaletteResults({ words, onDone, onShowShortcuts }: PaletteResultsProps) {
  const { isReading, ...found } = useFoundThings();
  return (
    <>
      <KnownActions onDone={onDone} onShowShortcuts={onShowShortcuts} />
      {isReading ? (
        <Command.Loading label="Reading what there is" className="px-2 py-2 text-sm text-muted">
          Reading syncs and runs …
        </Command.Loading>
      ) : (
        <>
          <FoundThings {...found} onDone={onDone} />
          <SearchElsewhere words={words} onDone={onDone} />
        </>
      )}
    </>
  );
}
