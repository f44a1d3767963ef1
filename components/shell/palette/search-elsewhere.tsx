import { BookOpen } from "lucide-react";
import { useRouter } from "next/navigation";
import { PaletteGroup, PaletteItem } from "./palette-parts";

/** Where the words that were typed can be looked for besides. */
export function SearchElsewhere({ words, onDone }: { words: string; onDone: () => void }) {
  const router = useRouter();
  if (words === "") return null;
  return (
    <PaletteGroup heading="Search">
      <PaletteItem
        id="search docs"
        icon={<BookOpen aria-hidden />}
        isAlways
        onSelect={() => {
          onDone();
          router.push(`/docs?q=${encodeURIComponent(words)}`);
        }}
      >
        {`Search the docs for “${words}”`}
      </PaletteItem>
    </PaletteGroup>
  );
}
