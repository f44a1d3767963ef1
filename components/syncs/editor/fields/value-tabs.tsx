import { Columns3, Quote, SquareCode } from "lucide-react";
import { type FormEvent, type KeyboardEvent, type MouseEvent, type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import type { ComboboxOption } from "@/components/ui/combobox";
import { ComboboxList } from "@/components/ui/combobox-list";
import { Tab, TabList, TabPanel, Tabs } from "@/components/ui/tabs";
import type { PreviewView } from "@/lib/api/sources";
import type { DraftField } from "../../draft/sync-draft";
import { ConstantField } from "./constant-field";
import { focusField } from "./focus-field";
import { TemplateField } from "./template-field";

interface ValueTabsProps {
  field: DraftField;
  number: number;
  preview: PreviewView | undefined;
  columns: readonly ComboboxOption[];
  onChange: (change: Partial<Omit<DraftField, "id">>) => void;
  search: string;
  onSearch: (search: string) => void;
  close: () => void;
}

/** The three kinds of value, each with what it was last. To look at a tab changes nothing; to choose or write there does. */
export function ValueTabs({ field, number, preview, columns, onChange, search, onSearch, close }: ValueTabsProps) {
  const [shown, setShown] = useState(field.kind);
  function use(kind: DraftField["kind"]) {
    if (kind !== field.kind) onChange({ kind });
    close();
  }
  /** Back from the first thing there is what lies before the picker: its trigger, which gets the focus as it closes. */
  function leaveBackwards(event: KeyboardEvent) {
    if (event.key !== "Tab" || !event.shiftKey) return;
    event.preventDefault();
    close();
  }
  return (
    <Tabs value={shown} onValueChange={(value) => setShown(readKind(value))} className="flex min-h-0 flex-1 flex-col">
      <TabList label="Kind of value" onKeyDown={leaveBackwards}>
        <Tab value="column" icon={<Columns3 aria-hidden />} onClick={goOn}>
          Column
        </Tab>
        <Tab value="constant" icon={<Quote aria-hidden />} onClick={goOn}>
          Constant
        </Tab>
        <Tab value="template" icon={<SquareCode aria-hidden />} onClick={goOn}>
          Template
        </Tab>
      </TabList>
      <TabPanel value="column" tabIndex={-1} className="flex min-h-0 flex-1 flex-col">
        <ComboboxList
          options={columns}
          value={field.column || null}
          search={search}
          onSearch={onSearch}
          searchPlaceholder="Search columns"
          emptyText={preview ? "No column of the query is named like this." : "Preview the query to see its columns."}
          onChoose={(column) => {
            onChange({ kind: "column", column });
            close();
          }}
        />
      </TabPanel>
      <TabPanel value="constant" tabIndex={-1} className="min-h-0 flex-1 overflow-y-auto p-3">
        <WrittenValue what="constant" isUsed={field.kind === "constant"} isEmpty={field.constant === ""} onUse={use}>
          <ConstantField
            label={`Constant of mapping ${number}`}
            value={field.constant}
            onChange={(constant) => onChange({ kind: "constant", constant })}
          />
        </WrittenValue>
      </TabPanel>
      <TabPanel value="template" tabIndex={-1} className="min-h-0 flex-1 overflow-y-auto p-3">
        <WrittenValue what="template" isUsed={field.kind === "template"} isEmpty={field.template === ""} onUse={use}>
          <TemplateField
            label={`Template of mapping ${number}`}
            value={field.template}
            preview={preview}
            onChange={(template) => onChange({ kind: "template", template })}
          />
        </WrittenValue>
      </TabPanel>
    </Tabs>
  );
}

interface WrittenValueProps {
  what: "constant" | "template";
  /** Whether the field has this kind of value. */
  isUsed: boolean;
  isEmpty: boolean;
  onUse: (kind: DraftField["kind"]) => void;
  children: ReactNode;
}

/** A field that counts as it is written, and the button that ends it; what was written earlier is taken by that. */
function WrittenValue({ what, isUsed, isEmpty, onUse, children }: WrittenValueProps) {
  function submit(event: FormEvent) {
    event.preventDefault();
    // The picker stands in the editor's form as far as React's events go.
    event.stopPropagation();
    onUse(what);
  }
  return (
    <form noValidate onSubmit={submit} className="flex min-h-full flex-col gap-3">
      {children}
      <Button type="submit" size="sm" disabled={!isUsed && isEmpty} className="mt-auto self-end">
        {isUsed ? "Done" : `Use this ${what}`}
      </Button>
    </form>
  );
}

/** Who points at a tab wants to write there; the keyboard stays among the tabs until it leaves them. */
function goOn({ detail, currentTarget }: MouseEvent<HTMLElement>) {
  const picker = currentTarget.closest<HTMLElement>("[role=dialog]");
  if (detail > 0 && picker) focusField(picker);
}

function readKind(chosen: string): DraftField["kind"] {
  return chosen === "constant" || chosen === "template" ? chosen : "column";
}
