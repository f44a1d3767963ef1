"use client";

import { unstable_rethrow } from "next/navigation";
import { useState, useTransition } from "react";
import type { ActionResult, Problem } from "@/lib/api/problem";
import { describeNoAnswer } from "./describe-failure";

interface RunningAction<Input> {
  readonly run: (input: Input) => void;
  readonly isPending: boolean;
  /** Why the last call was refused; null before it and after one that worked. */
  readonly problem: Problem | null;
  readonly clear: () => void;
}

/** Calls a server action from a form or a button: whether it is under way, what it refused, what comes after it. */
export function useAction<Input, T>(
  action: (input: Input) => Promise<ActionResult<T>>,
  onDone: (data: T) => void | Promise<void>,
  onRefused?: (problem: Problem) => void,
): RunningAction<Input> {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isPending, startTransition] = useTransition();

  const run = (input: Input) =>
    startTransition(async () => {
      const result = await action(input).catch(describeLostCall);
      setProblem(result.ok ? null : result.error);
      if (result.ok) await onDone(result.data);
      else onRefused?.(result.error);
    });

  return { run, isPending, problem, clear: () => setProblem(null) };
}

/** A call that never reached the server, or whose answer never came back, is told like a refusal: the page stays. */
export function describeLostCall(error: unknown): { readonly ok: false; readonly error: Problem } {
  unstable_rethrow(error);
  return { ok: false, error: { code: "unreachable", message: describeNoAnswer() } };
}
