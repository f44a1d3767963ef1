import { BookOpen, ContactRound } from "lucide-react";
import { usePathname } from "next/navigation";
import { useGo } from "@/components/forms/use-go";
import { recordHref, setRecordHash } from "@/components/records/record-hash";
import { PaletteGroup, PaletteItem } from "./palette-parts";

/** Where the words that were typed can be looked for besides. */
export function SearchElsewhere({ words, onDone }: { words: string; onDone: () => void }) {
  const go = useGo();
  const path = usePathname();
  if (words === "") return null;
  const lookUp = () => {
    onDone();
    // On the page itself the router would change the address without a word to the page.
    if (path === "/records") setRecordHash(words);
    else go(recordHref(words));
  };
  const searchDocs = () => {
    onDone();
    go(`/docs?q=${encodeURIComponent(words)}`);
  };
  return (
    <PaletteGroup heading="Search" isAlways>
      <PaletteItem id="search records" icon={<ContactRound aria-hidden />} isAlways onSelect={lookUp}>
        {`Look up the record “${words}”`}
      </PaletteItem>
      <PaletteItem id="search docs" icon={<BookOpen aria-hidden />} isAlways onSelect={searchDocs}>
        {`Search the docs for “${words}”`}
      </PaletteItem>
    </PaletteGroup>
  );
}
