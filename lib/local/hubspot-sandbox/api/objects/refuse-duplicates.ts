import { duplicateIds } from "@/lib/local/hubspot-sandbox/api/refused";

/** A batch that names one record twice is refused as a whole. `keyOf` says what counts as the same. */
export function refuseDuplicates<Input extends { readonly id: string }>(
  inputs: readonly Input[],
  keyOf: (input: Input) => string,
): void {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const input of inputs) {
    const key = keyOf(input);
    if (seen.has(key)) repeated.add(input.id);
    seen.add(key);
  }
  if (repeated.size > 0) throw duplicateIds([...repeated]);
}
