import type { WriteInput, WriteOutcome } from "@/lib/engine/types";
import { chooseQuestion, halve, type Question } from "./bisect-plan";
import { HubSpotRefusal } from "./client";
import { findNamedRows } from "./name-rows";
import { rejectByHubSpot } from "./outcomes";
import { readWords, type UniformRefusals } from "./uniform-refusals";

type Send = (inputs: readonly WriteInput[]) => Promise<readonly WriteOutcome[]>;

export interface NarrowDown {
  readonly matchProperty: string;
  readonly send: Send;
  /** Shared by the batches of a destination. */
  readonly uniformRefusals: UniformRefusals;
}

/**
 * Sends a batch; where HubSpot refuses all of it for the sake of some rows, finds those rows and writes the others, each
 * once. Rows that the refusal names are taken out first. Otherwise `chooseQuestion` decides which to send together: up to
 * three bad rows among 100 that nobody names cost at most 20 more calls, ten some 60. Throws a refusal that is about
 * every row alike: by its code at once, by what the rows sent alone have in common as `UniformRefusals` says.
 */
export async function narrowDown(inputs: readonly WriteInput[], options: NarrowDown): Promise<WriteOutcome[]> {
  return new Search(inputs, options).run();
}

/** What an attempt to send a group told: all written, a culprit found, or refused without a hint whom it means. */
type Attempt = "sent" | "found" | HubSpotRefusal;

/** Rows that were refused together, so that at least one is bad, or they can't go together. */
interface RefusedGroup {
  readonly inputs: readonly WriteInput[];
  readonly refusal: HubSpotRefusal;
}

/** So many rows of a batch refused alone in the same words raise the question whether the words are about any row. */
const SUSPICIOUS = 3;
/** So many more, from all over the batch, settle it. */
const PROBES = 8;
/** For fewer rows than this the answer isn't worth stopping a run for. */
const WORTH_STOPPING = 20;

class Search {
  readonly #inputs: readonly WriteInput[];
  readonly #options: NarrowDown;
  readonly #outcomes = new Map<string, WriteOutcome>();
  /** The last one is being searched; the others wait. No row is in two of them. */
  readonly #groups: RefusedGroup[] = [];
  /** Codes that have met a single row: these are about single rows. */
  readonly #aloneByCode = new Set<string>();
  readonly #aloneByWords = new Map<string, number>();
  #found = 0;
  #suspicion: HubSpotRefusal | null = null;

  constructor(inputs: readonly WriteInput[], options: NarrowDown) {
    this.#inputs = inputs;
    this.#options = options;
  }

  async run(): Promise<WriteOutcome[]> {
    const first = await this.#attempt(this.#inputs);
    if (first instanceof HubSpotRefusal) this.#groups.push({ inputs: this.#listOpen(this.#inputs), refusal: first });
    for (let open = this.#listOpen(this.#inputs); open.length > 0; open = this.#listOpen(this.#inputs)) {
      if (this.#suspicion) await this.#probe(this.#suspicion, open);
      else await this.#search(open);
    }
    return this.#inputs.flatMap(({ trace }) => this.#outcomes.get(trace) ?? []);
  }

  async #search(open: readonly WriteInput[]): Promise<void> {
    const group = this.#groups.at(-1);
    const suspects = this.#listOpen(group?.inputs ?? []);
    if (group && suspects.length <= 1) {
      this.#groups.pop();
      await this.#settle(suspects, group.refusal);
      return;
    }
    const { suspects: few, others } = this.#choose(suspects.length, open.length);
    const waiting = new Set(this.#groups.flatMap(({ inputs }) => inputs));
    const outsiders = open.filter((input) => !waiting.has(input)).slice(0, others);
    await this.#ask(suspects.slice(0, few), outsiders, group);
  }

  #choose(suspects: number, open: number): Question {
    if (this.#groups.length > 1) return { suspects: halve(suspects), others: 0 };
    return chooseQuestion({ suspects, open, found: this.#found, isProven: this.#aloneByCode.size > 0 });
  }

  /** Sends suspects of the group, others, or both together. What the answer leaves open goes back among all rows. */
  async #ask(
    suspects: readonly WriteInput[],
    others: readonly WriteInput[],
    group: RefusedGroup | undefined,
  ): Promise<void> {
    const asked = [...suspects, ...others];
    const answer = await this.#attempt(asked);
    if (answer === "sent") return;
    if (group) this.#groups.pop();
    if (answer === "found") return;
    if (!group || others.length === 0) {
      this.#groups.push({ inputs: asked, refusal: answer });
      return;
    }
    const alone = await this.#attempt(suspects);
    if (alone === "sent") this.#groups.push({ inputs: others, refusal: answer }, group);
    else if (alone !== "found") this.#groups.push({ inputs: suspects, refusal: alone });
  }

  /**
   * All others of a refused group were written, so it is the last one; unless the rows were refused for being together,
   * as duplicates are.
   */
  async #settle([last]: readonly WriteInput[], refusal: HubSpotRefusal): Promise<void> {
    if (!last) return;
    if (this.#aloneByCode.has(refusal.refusals[0].code)) this.#reject(last, refusal);
    else await this.#attempt([last]);
  }

  async #attempt(group: readonly WriteInput[]): Promise<Attempt> {
    let result: Attempt = "sent";
    for (let rest = group; rest.length > 0; rest = this.#listOpen(rest)) {
      const answer = await this.#send(rest);
      if (!(answer instanceof HubSpotRefusal)) {
        for (const outcome of answer) this.#outcomes.set(outcome.trace, outcome);
        if (answer.some(({ kind }) => kind !== "rejected")) this.#options.uniformRefusals.noteAccepted();
        return answer.some(({ kind }) => kind === "rejected") ? "found" : result;
      }
      const named = findNamedRows(rest, this.#options.matchProperty, answer.body);
      for (const { input, body } of named) this.#take(input, answer, body);
      const [only, ...others] = rest;
      if (named.length === 0 && (!only || others.length > 0)) return answer;
      if (named.length === 0 && only) this.#rejectAlone(only, answer);
      result = "found";
    }
    return result;
  }

  async #send(group: readonly WriteInput[]): Promise<readonly WriteOutcome[] | HubSpotRefusal> {
    try {
      return await this.#options.send(group);
    } catch (error) {
      if (!(error instanceof HubSpotRefusal) || error.isSystemic) throw error;
      this.#options.uniformRefusals.check(error);
      return error;
    }
  }

  #rejectAlone(input: WriteInput, refusal: HubSpotRefusal): void {
    this.#reject(input, refusal);
    this.#aloneByCode.add(refusal.refusals[0].code);
    const words = readWords(refusal);
    if (words === null) return;
    const count = (this.#aloneByWords.get(words) ?? 0) + 1;
    this.#aloneByWords.set(words, count);
    if (count === SUSPICIOUS && !this.#options.uniformRefusals.hasAccepted) this.#suspicion = refusal;
  }

  #reject(input: WriteInput, refusal: HubSpotRefusal): void {
    this.#found += 1;
    this.#take(input, refusal, refusal.body);
  }

  #take(input: WriteInput, refusal: HubSpotRefusal, body: HubSpotRefusal["body"]): void {
    this.#outcomes.set(input.trace, rejectByHubSpot(input, body, refusal.correlationId));
  }

  /** Sends single rows from all over the batch, until one isn't refused in the same words. */
  async #probe(suspicion: HubSpotRefusal, open: readonly WriteInput[]): Promise<void> {
    this.#suspicion = null;
    if (open.length < WORTH_STOPPING) return;
    const words = readWords(suspicion) ?? "";
    for (let probe = 0; probe < PROBES; probe += 1) {
      const input = open[Math.floor((probe * (open.length - 1)) / (PROBES - 1))];
      if (input) await this.#attempt([input]);
      const isUniform = this.#aloneByWords.get(words) === SUSPICIOUS + probe + 1;
      if (!isUniform || this.#options.uniformRefusals.hasAccepted) return;
    }
    this.#options.uniformRefusals.conclude(suspicion);
  }

  #listOpen(group: readonly WriteInput[]): readonly WriteInput[] {
    return group.filter(({ trace }) => !this.#outcomes.has(trace));
  }
}
