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
  const words = meaning.split(/\.(?: |$)/)[0] ?? meaning;
  return property === null ? words : `${nameProperty(property)}: ${words}`;
}

function nameProperty(property: string | null): string {
  return property === null ? "the property" : `\`${property}\``;
}
