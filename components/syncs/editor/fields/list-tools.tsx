import { ArrowUpDown, Braces } from "lucide-react";
import dynamic from "next/dynamic";
import { type Dispatch, useState } from "react";
import { Button } from "@/components/ui/button";
import { loadPart } from "@/components/ui/connection";
import { Dialog } from "@/components/ui/dialog";
import type { Mapping } from "@/lib/engine/types";
import type { Edit } from "../../draft/edit-draft";
import { type SyncDraft, toMapping } from "../../draft/sync-draft";

const BulkEditForm = dynamic(() => loadPart(() => import("./bulk-edit-form")).then((module) => module.BulkEditForm), {
  ssr: false,
});

interface ListToolsProps {
  draft: SyncDraft;
  isOrdering: boolean;
  onOrder: (isOrdering: boolean) => void;
  dispatch: Dispatch<Edit>;
}

/** What is done with the list of fields as a whole. */
export function ListTools({ draft, isOrdering, onOrder, dispatch }: ListToolsProps) {
  const [isOpen, setIsOpen] = useState(false);
  function apply({ match, fields }: Mapping) {
    dispatch({ type: "change", change: { matchColumn: match.column, matchProperty: match.property } });
    dispatch({ type: "replace_fields", fields });
    setIsOpen(false);
  }
  return (
    <>
      {draft.fields.length > 1 && (
        <Button variant="ghost" aria-pressed={isOrdering} onClick={() => onOrder(!isOrdering)}>
          <ArrowUpDown aria-hidden />
          {isOrdering ? "Done ordering" : "Reorder"}
        </Button>
      )}
      <Button variant="ghost" onClick={() => setIsOpen(true)}>
        <Braces aria-hidden />
        Edit as YAML
      </Button>
      <Dialog open={isOpen} onOpenChange={setIsOpen}>
        {isOpen && <BulkEditForm mapping={toMapping(draft)} onApply={apply} />}
      </Dialog>
    </>
  );
}
