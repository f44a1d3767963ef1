"use client";

import { Search } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Spinner } from "@/components/ui/spinner";
import type { RunFilter } from "@/lib/api/run-filter";
import {
  endedOrder,
  endedWords,
  kindOrder,
  kindWords,
  statusOrder,
  statusWords,
  triggerOrder,
  triggerWords,
} from "./filter-words";
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
          onChoose={(status) => change({ status })}
        />
        <Choice
          label="Trigger"
          all="Any trigger"
          value={filter.trigger}
          choices={triggerOrder.map((trigger) => [trigger, triggerWords[trigger]])}
          onChoose={(trigger) => change({ trigger })}
        />
        <Choice
          label="Kind"
          all="Runs and dry runs"
          value={filter.kind}
          choices={kindOrder.map((kind) => [kind, kindWords[kind]])}
          onChoose={(kind) => change({ kind })}
        />
        <Choice
          label="Ended"
          all="Ended or not"
          value={filter.ended}
          choices={endedOrder.map((ended) => [ended, endedWords[ended]])}
          onChoose={(ended) => change({ ended })}
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
        aria-label="Search the error messages"
        placeholder="Search error messages…"
        spellCheck={false}
        autoComplete="off"
      />
      <Button type="submit" aria-label="Search the errors">
        <Search aria-hidden />
      </Button>
    </form>
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  /** The choice that leaves nothing out. */
  all: string;
  value: T | undefined;
  choices: readonly (readonly [value: T, words: string])[];
  onChoose: (value: T | undefined) => void;
}

function Choice<T extends string>({ label, all, value, choices, onChoose }: ChoiceProps<T>) {
  return (
    <Select
      aria-label={label}
      className="sm:w-auto sm:max-w-52"
      value={value ?? ""}
      onChange={({ target }) => onChoose(choices.find(([choice]) => choice === target.value)?.[0])}
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
