"use client";

import { useQuery } from "@tanstack/react-query";
import { Database } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { sourcesQuery } from "@/lib/api/queries";
import type { SourceView } from "@/lib/api/sources";
import { SourceCard } from "./source-card";

export function SourceList({ sources }: { sources: SourceView[] }) {
  const { data } = useQuery({ ...sourcesQuery(), initialData: sources });
  if (data.length === 0) {
    return (
      <EmptyState
        icon={Database}
        title="No source yet"
        text="A source is the database that rows are read from."
        action={
          <LinkButton href="/connections/sources/new" variant="primary">
            Add source
          </LinkButton>
        }
      />
    );
  }
  return (
    <ul className="flex flex-col gap-3">
      {data.map((source) => (
        <li key={source.id}>
          <SourceCard source={source} />
        </li>
      ))}
    </ul>
  );
}
