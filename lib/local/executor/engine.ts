import type pg from "pg";
import type { Transact } from "./transaction";

export interface LogLine {
  readonly level: "info" | "warn" | "error";
  readonly message: string;
  readonly [key: string]: unknown;
}

/** What the parts of one executor share. */
export interface Engine {
  readonly pool: pg.Pool;
  readonly transact: Transact;
  readonly appUrl: string;
  readonly eventKey: string;
  readonly signingKey: string;
  readonly leaseMs: number;
  readonly concurrentCalls: number;
  readonly isCheckpointing: boolean;
  readonly backoffMs: (attempt: number) => number;
  readonly log: (line: LogLine) => void;
}
