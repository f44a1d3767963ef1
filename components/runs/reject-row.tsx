import { Button } from "@/components/ui/button";
import { formatNumber } from "@/components/ui/format-number";
import { TD, TR } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { RejectView } from "@/lib/api/runs";
import { RefusalText } from "./refusal-words";
import { RowCheckbox } from "./row-checkbox";

interface RejectRowProps {
  reject: RejectView;
  onOpen: () => void;
  /** Null where no row can be chosen. */
  choice: { isChosen: boolean; onChange: (isChosen: boolean) => void } | null;
}

/** A rejected row: which, whose, why; and which later run has taken it. */
export function RejectRow({ reject, onOpen, choice }: RejectRowProps) {
  const number = formatNumber(reject.sourceRow ?? reject.rowNumber);
  return (
    <TR>
      {choice && (
        <TD className="w-8">
          {reject.settledBy === null && (
            <RowCheckbox label={`Select row ${number}`} isChecked={choice.isChosen} onChange={choice.onChange} />
          )}
        </TD>
      )}
      <TD isNumeric>
        {/* The number stands below its heading, the button's edge beyond it. */}
        <Button variant="ghost" size="sm" className="-mr-2.75" aria-label={`Open row ${number}`} onClick={onOpen}>
          {number}
        </Button>
      </TD>
      <TD className="max-w-64 truncate font-mono text-xs">{reject.matchValue ?? <Missing />}</TD>
      <TD className="max-w-48 truncate">{reject.property ?? <Missing />}</TD>
      <TD className="min-w-96 wrap-anywhere">
        <RefusalText stage={reject.stage} message={reject.message} />
        {reject.alsoRefused.length > 0 && <span className="text-faint"> and {reject.alsoRefused.length} more</span>}
        {reject.settledBy !== null && (
          <span className="block text-xs text-muted">
            Taken by <TextLink href={`/runs/${reject.settledBy}`}>a later run</TextLink>
          </span>
        )}
      </TD>
    </TR>
  );
}

function Missing() {
  return <span className="font-sans text-faint">–</span>;
}
