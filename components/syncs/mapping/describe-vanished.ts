import type { RadioCardOption } from "@/components/ui/radio-cards";
import type { VanishedMode } from "@/lib/engine/guard";

/** What becomes of records whose rows have vanished, in words; the one that does nothing first. */
export const vanishedModes: readonly RadioCardOption<VanishedMode>[] = [
  { value: "keep", title: "Keep them", text: "Their records stay as they are, and the run counts them." },
  {
    value: "clear",
    title: "Clear the properties",
    text: "The mapped properties are emptied, all but the match property. The record stays.",
  },
  {
    value: "archive",
    title: "Archive the records",
    text: "They go to HubSpot’s recycling bin, from which people can restore them for 90 days.",
  },
];
