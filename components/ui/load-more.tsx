"use client";

import type { ReactNode } from "react";
import { describeFailure } from "@/components/forms/describe-failure";
import { Button } from "./button";

interface LoadMoreProps {
  /** The list, as far as it was read. */
  list: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly isFetchNextPageError: boolean;
    readonly error: Error | null;
    readonly fetchNextPage: () => unknown;
  };
  children?: ReactNode | undefined;
}

/** The button below a list that has more; why it didn't come, where it didn't. */
export function LoadMore({ list, children = "Load more" }: LoadMoreProps) {
  if (!list.hasNextPage) return null;
  return (
    <div className="flex flex-col items-center gap-2">
      <Button pending={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
        {children}
      </Button>
      <p role="status" className="text-sm text-danger empty:hidden">
        {list.isFetchNextPageError && list.error && describeFailure(list.error)}
      </p>
    </div>
  );
}
