"use client";

import { Search } from "lucide-react";
import type { FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";

export interface RejectFilter {
  readonly matchValue: string;
  readonly state: "open" | "settled" | undefined;
}

interface RejectSearchProps {
  filter: RejectFilter;
  onChange: (filter: RejectFilter) => void;
}

/** By which letters a match value begins, and whether a later run has taken the row. */
export function RejectSearch({ filter, onChange }: RejectSearchProps) {
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const matchValue = new FormData(event.currentTarget).get("matchValue");
    onChange({ ...filter, matchValue: typeof matchValue === "string" ? matchValue.trim() : "" });
  }

  return (
    <search className="flex flex-wrap items-center gap-2">
      <form onSubmit={submit} className="flex min-w-0 flex-1 basis-64 gap-2">
        <Input
          name="matchValue"
          type="search"
          maxLength={512}
          defaultValue={filter.matchValue}
          aria-label="Match value begins with"
          placeholder="Match value begins with…"
          spellCheck={false}
          autoComplete="off"
        />
        <Button type="submit">
          <Search aria-hidden />
          Search
        </Button>
      </form>
      <Select
        aria-label="Which rows"
        className="w-auto"
        value={filter.state ?? ""}
        onChange={({ target: { value } }) =>
          onChange({ ...filter, state: value === "open" || value === "settled" ? value : undefined })
        }
      >
        <option value="">All rows</option>
        <option value="open">Open rows</option>
        <option value="settled">Rows that later runs have taken</option>
      </Select>
    </search>
  );
}
