import { getDb } from "../db";
import type { Reject } from "../rejects/reject";
import type { CauseName } from "../rejects/reject-index";

type NamedCause = CauseName & { readonly id: string };

/** Tells which cause of a run a reject counts for. Made once a run has ended: until then causes may be put together. */
export class CauseFinder {
  readonly #byName: ReadonlyMap<string, NamedCause>;

  private constructor(private readonly causes: readonly NamedCause[]) {
    this.#byName = new Map(causes.map((cause) => [spell(cause), cause]));
  }

  static async of(runId: string): Promise<CauseFinder> {
    const causes = await getDb().rejectCause.findMany({
      where: { runId },
      select: { id: true, stage: true, code: true, property: true, option: true },
    });
    return new CauseFinder(causes);
  }

  find(reject: Pick<Reject, "stage" | "code" | "property" | "option">): string {
    // Past so many refused options of one property they are one cause without an option.
    const cause = this.#byName.get(spell(reject)) ?? this.#byName.get(spell({ ...reject, option: null }));
    if (!cause) throw new Error(`No cause of the run counts its rejects with ${reject.code}.`);
    return cause.id;
  }

  list(ids: readonly string[]): NamedCause[] {
    return this.causes.filter(({ id }) => ids.includes(id));
  }
}

function spell({ stage, code, property, option }: CauseName): string {
  return JSON.stringify([stage, code, property ?? "", option ?? ""]);
}
