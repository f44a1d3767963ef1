import { cn } from "@/components/ui/cn";
import { formatCount } from "@/components/ui/format-number";
import { Table, TBody, TD, TH, THead, TR } from "@/components/ui/table";
import type { ColumnView, PreviewView } from "@/lib/api/sources";
import { ColumnIcon } from "./column-icon";

/** The first rows of a query as the engine gets them: exact text, nulls told from empty text. */
export function PreviewTable({ preview }: { preview: PreviewView }) {
  return (
    <Table label={`Preview of ${formatCount(preview.rows.length, "row")}`} boxClassName="max-h-80" className="text-xs">
      <THead>
        <TR>
          {[...preview.columns.entries()].map(([index, { name, type, nativeType }]) => (
            <TH key={index} isNumeric={isNumeric(type)} className="py-1.5">
              <span className="block">{name}</span>
              <span className={cn("flex items-center gap-1 font-normal text-faint", isNumeric(type) && "justify-end")}>
                <ColumnIcon type={type} className="size-3" />
                {nativeType}
              </span>
            </TH>
          ))}
        </TR>
      </THead>
      <TBody>
        {[...preview.rows.entries()].map(([index, row]) => (
          <TR key={index}>
            {[...row.entries()].map(([column, cell]) => (
              <PreviewCell key={column} cell={cell} isNumber={isNumeric(preview.columns[column]?.type)} />
            ))}
          </TR>
        ))}
      </TBody>
    </Table>
  );
}

const isNumeric = (type: ColumnView["type"] | undefined) => type === "integer" || type === "number";

function PreviewCell({ cell, isNumber }: { cell: string | null; isNumber: boolean }) {
  if (cell === null)
    return (
      <TD isNumeric={isNumber} className="text-faint italic">
        null
      </TD>
    );
  if (cell === "")
    return (
      <TD isNumeric={isNumber} className="text-faint italic">
        empty
      </TD>
    );
  return (
    <TD
      title={cell.length > 60 ? cell : undefined}
      isNumeric={isNumber}
      className="max-w-64 truncate whitespace-pre font-mono"
    >
      {cell}
    </TD>
  );
}
