import { type Cause, CauseTally } from "../../engine/causes";
import { encodeRejects, type Reject } from "../../rejects/reject";
import type { ObjectStore } from "../../storage/object-store";
import { planRejectsKey } from "../run-keys";

const PAGE_ROWS = 5_000;
const PAGE_CHARACTERS = 16 * 1024 * 1024;

/** Collects the preflight's rejects into pages, and counts them by cause. */
export class RejectWriter {
  pages = 0;
  rows = 0;
  readonly #tally = new CauseTally();
  #lines: string[] = [];
  #characters = 0;

  constructor(
    private readonly store: ObjectStore,
    private readonly plan: string,
  ) {}

  async add(reject: Reject): Promise<void> {
    const line = encodeRejects([reject]);
    this.#tally.add(reject.stage, reject, reject);
    this.#lines.push(line);
    this.#characters += line.length;
    this.rows += 1;
    if (this.#lines.length >= PAGE_ROWS || this.#characters >= PAGE_CHARACTERS) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.#lines.length === 0) return;
    await this.store.putText(planRejectsKey(this.plan, this.pages), this.#lines.join(""), {
      contentType: "application/x-ndjson",
    });
    this.pages += 1;
    this.#lines = [];
    this.#characters = 0;
  }

  causes(): Cause[] {
    return this.#tally.list();
  }
}
