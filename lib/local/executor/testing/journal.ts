/** What the functions of a test did, in their order, and the gates that hold their steps. */
export interface Journal {
  note(runId: string, what: string): void;
  of(runId: string): string[];
  count(what: string): number;
  /** Waits inside a step until the test opens the gate; an open gate stays open. */
  pass(gate: string): Promise<void>;
  open(gate: string): void;
  /** Does a piece of work, and says how many with the same key were under way at once, at most. */
  work(key: string, work: () => Promise<void>): Promise<void>;
  mostAtOnce(key: string): number;
}

interface Gate {
  readonly passed: Promise<void>;
  readonly open: () => void;
}

export function createJournal(): Journal {
  const notes: { readonly runId: string; readonly what: string }[] = [];
  const gates = new Map<string, Gate>();
  const current = new Map<string, number>();
  const most = new Map<string, number>();

  function findGate(name: string): Gate {
    const known = gates.get(name);
    if (known !== undefined) return known;
    let open = () => {};
    const passed = new Promise<void>((resolve) => {
      open = resolve;
    });
    const gate = { passed, open };
    gates.set(name, gate);
    return gate;
  }

  return {
    note: (runId, what) => void notes.push({ runId, what }),
    of: (runId) => notes.filter((note) => note.runId === runId).map(({ what }) => what),
    count: (what) => notes.filter((note) => note.what === what).length,
    pass: (gate) => findGate(gate).passed,
    open: (gate) => findGate(gate).open(),
    async work(key, work) {
      const count = (current.get(key) ?? 0) + 1;
      current.set(key, count);
      most.set(key, Math.max(count, most.get(key) ?? 0));
      await work();
      current.set(key, (current.get(key) ?? 0) - 1);
    },
    mostAtOnce: (key) => most.get(key) ?? 0,
  };
}
