import {
  Calendar,
  CalendarClock,
  CircleQuestionMark,
  Hash,
  List,
  type LucideIcon,
  Phone,
  ToggleLeft,
  Type,
} from "lucide-react";
import type { ComboboxOption } from "@/components/ui/combobox";
import type { Property, PropertyType } from "@/lib/engine/types";

const icons: Readonly<Record<PropertyType, LucideIcon>> = {
  string: Type,
  number: Hash,
  bool: ToggleLeft,
  enumeration: List,
  date: Calendar,
  datetime: CalendarClock,
  phone_number: Phone,
  unknown: CircleQuestionMark,
};

/** The properties to choose from, by group; those that can't be written come with the reason. */
export function listPropertyOptions(properties: readonly Property[], matchProperty: string): ComboboxOption[] {
  return properties
    .toSorted((a, b) => a.groupLabel.localeCompare(b.groupLabel) || a.label.localeCompare(b.label))
    .map((property) => {
      const { name, label, type, groupLabel, isRequired, whyNotMappable } = property;
      const Icon = icons[type];
      const isMatch = name === matchProperty;
      const reason = isMatch ? "It is the match property, which every row is sent with." : whyNotMappable;
      return {
        value: name,
        label: isRequired ? `${label} (required)` : label,
        hint: `${name} · ${type}`,
        group: groupLabel,
        icon: <Icon aria-hidden />,
        disabled: reason !== null,
        reason: reason ?? undefined,
      };
    });
}
