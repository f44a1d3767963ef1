import { Card, CardBody, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { formatCount } from "@/components/ui/format-number";
import { Num } from "@/components/ui/number";
import { Table, TBody, TD, TH, THead, TR } from "@/components/ui/table";
import type { ChangedColumn, UploadView } from "@/lib/api/uploads";
import { CellChangeWords } from "./cell-change-words";

/** The cells that a corrected file changes, by column, with examples. */
export function UploadChanges({ upload: { changedColumns, changedCells, changedRows } }: { upload: UploadView }) {
  return (
    <Card aria-labelledby="changes">
      <CardHeader>
        <CardTitle id="changes">Changed cells</CardTitle>
        <CardDescription>
          {changedCells === 0
            ? "No cell differs from what was rejected."
            : `${formatCount(changedCells, "cell")} of ${formatCount(changedRows, "row")}, compared with the rows as they were read.`}
        </CardDescription>
      </CardHeader>
      {changedColumns.length === 0 ? (
        <CardBody className="text-sm text-muted">
          The rows would be sent as they were: they pass only if what refused them has changed meanwhile.
        </CardBody>
      ) : (
        <Table label="Changed cells by column" isFlush boxClassName="max-h-96">
          <THead>
            <TR>
              <TH>Column</TH>
              <TH isNumeric>Cells</TH>
              <TH>Examples</TH>
            </TR>
          </THead>
          <TBody>
            {changedColumns.map((column) => (
              <ColumnRow key={column.column} column={column} />
            ))}
          </TBody>
        </Table>
      )}
    </Card>
  );
}

function ColumnRow({ column: { column, cells, examples } }: { column: ChangedColumn }) {
  return (
    <TR>
      <TD className="min-w-32 max-w-48 align-top font-mono text-xs wrap-anywhere">{column}</TD>
      <TD isNumeric className="align-top">
        <Num value={cells} />
      </TD>
      <TD className="min-w-48 align-top">
        <ul className="flex flex-col gap-1">
          {examples.map((change) => (
            <li key={change.line}>
              <CellChangeWords change={change} />
            </li>
          ))}
        </ul>
      </TD>
    </TR>
  );
}
