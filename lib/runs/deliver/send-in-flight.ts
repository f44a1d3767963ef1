import { WithdrawnCall } from "../../hubspot/client";
import { MOST_IN_FLIGHT } from "../../hubspot/limiter";

export interface Batch<T> {
  readonly batch: number;
  readonly items: readonly T[];
}

/** Whether a delivery goes on; or the run is over, or another delivery has taken the chunk. */
export type Standing = "going" | "over" | "taken";

export interface Turn {
  /** Asked before the batch's first call. */
  isGoingOn(): boolean;
  /** The batch that is begun after this one, if any: to be marked as sent where this one is recorded. */
  takeNext(): readonly number[];
}

/** Sends a batch and records it. */
export type SendBatch<T> = (batch: Batch<T>, turn: Turn) => Promise<Standing>;

/** How the batches of a chunk are sent and recorded. */
export interface Sender<T> {
  readonly send: SendBatch<T>;
  /** For those that an earlier delivery may have sent: what HubSpot shows as it was to be isn't sent again. */
  readonly sendAgain: SendBatch<T>;
}

export interface Flight<T> {
  readonly batches: readonly Batch<T>[];
  readonly send: SendBatch<T>;
  /** Marks the first batches as sent; false when another delivery has taken the chunk. */
  mark(batches: readonly number[]): Promise<boolean>;
  /** Hears when all that flew has landed and not all was sent: which batches were marked and never sent. */
  land(unsent: readonly number[]): Promise<void>;
}

/** Sends batches, as many in flight as the limiter lets go. An error is thrown when all that flew has landed. */
export async function sendInFlight<T>({ batches, send, mark, land }: Flight<T>): Promise<Standing> {
  const queue = [...batches];
  const crew = queue.splice(0, MOST_IN_FLIGHT);
  if (crew.length === 0) return "going";
  if (!(await mark(crew.map(({ batch }) => batch)))) return "taken";
  const flight = { standing: "going" as Standing };
  const failures: unknown[] = [];
  const unsent: number[] = [];
  const isGoingOn = () => flight.standing === "going" && failures.length === 0;

  /** Sends a batch; answers the one to go on with. */
  async function sendOne(current: Batch<T>): Promise<Batch<T> | undefined> {
    let next: Batch<T> | undefined;
    const takeNext = () => {
      if (isGoingOn()) next ??= queue.shift();
      return next ? [next.batch] : [];
    };
    try {
      if (!isGoingOn()) throw new WithdrawnCall();
      const standing = await send(current, { isGoingOn, takeNext });
      if (standing !== "going") flight.standing = standing;
      return next;
    } catch (error) {
      if (error instanceof WithdrawnCall) unsent.push(current.batch);
      else failures.push(error);
    }
  }

  const work = async (first: Batch<T>) => {
    for (let current: Batch<T> | undefined = first; current; ) current = await sendOne(current);
  };
  await Promise.all(crew.map(work));
  if (isGoingOn()) return "going";
  const landed = land(unsent);
  // Where even this can't be noted, the next delivery waits and looks.
  if (failures.length > 0) await landed.catch(() => {});
  if (failures.length > 0) throw failures[0];
  await landed;
  return flight.standing;
}
