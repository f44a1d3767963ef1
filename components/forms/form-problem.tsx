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
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (problem) place.current?.closest("form")?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problem]);
  if (!problem) return null;
  if (isSaidBy(fields, problem)) return <span ref={place} hidden />;
  return (
    <Callout tone="danger" isAnnounced className={className}>
      {problem.message}
    </Callout>
  );
}

function isSaidBy(fields: readonly string[], problem: Problem): boolean {
  const paths = Object.keys(problem.fields ?? {});
  const isSaid = (path: string) => fields.some((field) => path === field || path.startsWith(`${field}.`));
  return paths.length > 0 && paths.every(isSaid);
}
