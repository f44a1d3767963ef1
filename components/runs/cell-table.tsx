import { Table, TBody, TD, TH, THead, TR } from "@/components/ui/table";

interface CellTableProps {
  label: string;
  /** What the names are: Column, Property. */
  nameOf: string;
  cells: readonly { readonly name: string; readonly value: string | null }[];
}

/** Names and their values, one below the other; null and an empty text are told apart. */
export function CellTable({ label, nameOf, cells }: CellTableProps) {
  return (
    <Table label={label} boxClassName="max-h-80">
      <THead>
        <TR>
          <TH>{nameOf}</TH>
          <TH>Value</TH>
        </TR>
      </THead>
      <TBody>
        {cells.map(({ name, value }) => (
          <TR key={name}>
            <TD className="w-1/3 align-baseline text-muted wrap-anywhere">{name}</TD>
            <TD className="align-baseline font-mono text-xs wrap-anywhere whitespace-pre-wrap">
              <Value value={value} />
            </TD>
          </TR>
        ))}
      </TBody>
    </Table>
  );
}

function Value({ value }: { value: string | null }) {
  if (value === null) return <span className="font-sans text-faint italic">null</span>;
  if (value === "") return <span className="font-sans text-faint italic">empty text</span>;
  return value;
}
