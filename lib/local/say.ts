/** What the commands tell on the terminal while they work. */
export const say = {
  step: (text: string) => console.log(`• ${text}`),
  done: (text: string) => console.log(`✓ ${text}`),
  warn: (text: string) => console.warn(`! ${text}`),
  line: (text = "") => console.log(text),
};

/** Says what is being done, does it, and says how long it took. What fails is named. */
export async function step<T>(label: string, work: () => Promise<T>): Promise<T> {
  say.step(`${label} …`);
  const began = Date.now();
  try {
    const result = await work();
    say.done(`${label} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
    return result;
  } catch (error) {
    console.error(`✗ ${label} failed`);
    throw error;
  }
}

/** Ends a command with an error that a person can act on; an error that wasn't foreseen keeps its stack. */
export function endWith(error: unknown): never {
  const isForeseen = error instanceof Error && (error.name === "AppError" || error instanceof CommandError);
  console.error(`\n✗ ${isForeseen ? error.message : error instanceof Error ? error.stack : String(error)}`);
  process.exit(1);
}

/** A failure of a command: the message says what to do. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}
