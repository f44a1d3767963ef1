import type pg from "pg";
import type { AppEvent } from "./event";

/** Why a run failed or was cancelled, as the SDK reads it back. */
export interface RunError {
  readonly name: string;
  readonly message: string;
  readonly [key: string]: unknown;
}

export interface Transaction {
  readonly client: pg.ClientBase;
  /** Events that the work gave rise to: they are received before it commits. */
  readonly events: AppEvent[];
  /** Runs that went past a limit: they fail before it commits. */
  readonly breaches: { readonly runId: string; readonly error: RunError }[];
  /** True once there may be something for a loop to pick up, here or in another executor. */
  hasNews: boolean;
}

export type Transact = <Result>(work: (tx: Transaction) => Promise<Result>) => Promise<Result>;

export const newsChannel = "executor_news";
