interface NamedCause {
  readonly code: string;
  readonly property: string | null;
  readonly option: string | null;
  /** The words of the first refusal. */
  readonly message: string;
  /** What the code means, in sentences. */
  readonly meaning: string;
}

// As the preflight writes it, with the property's label.
const refusedOption = /^(`.*` is not an option of .+?)\. HubSpot takes/s;

/** A cause in a few words, as they follow "37 rows: ", names and values in backticks; without a full stop. */
export function nameCause({ property, option, message, meaning }: NamedCause): string {
  if (option !== null) {
    return refusedOption.exec(message)?.[1] ?? `\`${option}\` is not an option of ${nameProperty(property)}`;
  }
  const words = splitMeaning(meaning).first;
  return property === null ? words : `${nameProperty(property)}: ${words}`;
}

/** What a code means in its first sentence, without the full stop, as a title has it; and what else there is to say. */
export function splitMeaning(meaning: string): { first: string; more: string | null } {
  const end = /\.(?: |$)/.exec(meaning);
  if (!end) return { first: meaning, more: null };
  return { first: meaning.slice(0, end.index), more: meaning.slice(end.index + 2) || null };
}

function nameProperty(property: string | null): string {
  return property === null ? "the property" : `\`${property}\``;
}
