"use client";

import { Search } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Spinner } from "@/components/ui/spinner";
import { RunFilter } from "@/lib/api/run-filter";
import { kindWords, statusOrder, statusWords, triggerWords } from "./filter-words";
import { RunFilterChips } from "./run-filter-chips";
import { RunFilterDays } from "./run-filter-days";
import { useRunFilter } from "./use-run-filter";

interface RunFilterBarProps {
  filter: RunFilter;
  syncs: readonly { readonly id: string; readonly name: string }[];
}

/** Which runs are listed. Everything stands in the address, so that a list can be sent to a colleague. */
export function RunFilterBar({ filter: current, syncs }: RunFilterBarProps) {
  const { filter, isPending, change, clear } = useRunFilter(current);
  const { shape } = RunFilter;
  return (
    <search aria-label="Filter the runs" className="mb-4 flex flex-col gap-2.5">
      <div className="grid grid-cols-2 items-center gap-2 sm:flex sm:flex-wrap">
        <ErrorSearch key={filter.search ?? ""} search={filter.search} onSearch={(search) => change({ search })} />
        <Choice
          label="Sync"
          all="All syncs"
          value={filter.syncId}
          choices={syncs.map(({ id, name }) => [id, name])}
          onChoose={(syncId) => change({ syncId })}
        />
        <Choice
          label="Status"
          all="Any status"
          value={filter.status}
          choices={statusOrder.map((status) => [status, statusWords[status]])}
          onChoose={(status) => change({ status: shape.status.safeParse(status).data })}
        />
        <Choice
          label="Trigger"
          all="Any trigger"
          value={filter.trigger}
          choices={Object.entries(triggerWords)}
          onChoose={(trigger) => change({ trigger: shape.trigger.safeParse(trigger).data })}
        />
        <Choice
          label="Kind"
          all="Runs and dry runs"
          value={filter.kind}
          choices={Object.entries(kindWords)}
          onChoose={(kind) => change({ kind: shape.kind.safeParse(kind).data })}
        />
        <RunFilterDays filter={filter} onChange={change} />
        <Checkbox
          isChecked={filter.rejects !== undefined}
          onChange={(isChecked) => change({ rejects: isChecked ? "some" : undefined })}
        >
          With rejects
        </Checkbox>
        {isPending && <Spinner label="Loading the runs" />}
      </div>
      <RunFilterChips filter={filter} syncs={syncs} onChange={change} onClear={clear} />
    </search>
  );
}

interface ErrorSearchProps {
  search: string | undefined;
  onSearch: (search: string | undefined) => void;
}

function ErrorSearch({ search, onSearch }: ErrorSearchProps) {
  return (
    <form
      className="col-span-2 flex min-w-0 gap-2 sm:w-60"
      onSubmit={(event) => {
        event.preventDefault();
        const typed = new FormData(event.currentTarget).get("search");
        onSearch(typeof typed === "string" ? typed.trim() || undefined : undefined);
      }}
    >
      <Input
        name="search"
        type="search"
        maxLength={200}
        defaultValue={search}
        aria-label="Words of the error"
        placeholder="Words of the error…"
        spellCheck={false}
        autoComplete="off"
      />
      <Button type="submit" aria-label="Search the errors">
        <Search aria-hidden />
      </Button>
    </form>
  );
}

interface ChoiceProps {
  label: string;
  /** The choice that leaves nothing out. */
  all: string;
  value: string | undefined;
  choices: readonly (readonly [value: string, words: string])[];
  onChoose: (value: string | undefined) => void;
}

function Choice({ label, all, value, choices, onChoose }: ChoiceProps) {
  return (
    <Select
      aria-label={label}
      className="sm:w-auto sm:max-w-44"
      value={value ?? ""}
      onChange={({ target }) => onChoose(target.value || undefined)}
    >
      <option value="">{all}</option>
      {choices.map(([choice, words]) => (
        <option key={choice} value={choice}>
          {words}
        </option>
      ))}
    </Select>
  );
}
