"use client";

import { useEffect, useRef } from "react";
import { Callout } from "@/components/ui/callout";
import type { Problem } from "@/lib/api/problem";

interface FormProblemProps {
  problem: Problem | null;
  /** The fields that say for themselves what is wrong with them, by path; `connection` stands for all below it. */
  fields?: readonly string[] | undefined;
  className?: string | undefined;
}

/** Why a form was refused. Where its fields say it, the first of them gets the focus instead, and is read out. */
export function FormProblem({ problem, fields = [], className }: FormProblemProps) {
  if (!problem) return null;
  const paths = Object.keys(problem.fields ?? {});
  const isShown = (path: string) => fields.some((field) => path === field || path.startsWith(`${field}.`));
  if (paths.length > 0 && paths.every(isShown)) return <FocusFirst problem={problem} />;
  return (
    <Callout tone="danger" isAnnounced className={className}>
      {problem.message}
    </Callout>
  );
}

function FocusFirst({ problem }: { problem: Problem }) {
  const place = useRef<HTMLSpanElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each refusal, and not again while it is being mended
  useEffect(() => {
    place.current?.closest("form")?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problem]);
  return <span ref={place} hidden />;
}
