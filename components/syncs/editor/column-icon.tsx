import {
  Binary,
  Braces,
  Brackets,
  Calendar,
  CalendarClock,
  CircleQuestionMark,
  Hash,
  type LucideIcon,
  ToggleLeft,
  Type,
} from "lucide-react";
import { cn } from "@/components/ui/cn";
import type { ColumnView } from "@/lib/api/sources";

const icons: Readonly<Record<ColumnView["type"], LucideIcon>> = {
  text: Type,
  integer: Hash,
  number: Hash,
  boolean: ToggleLeft,
  date: Calendar,
  timestamp: CalendarClock,
  timestamptz: CalendarClock,
  json: Braces,
  array: Brackets,
  bytes: Binary,
  other: CircleQuestionMark,
};

/** What kind of values a column has, at a glance; its name stands beside it. */
export function ColumnIcon({ type, className }: { type: ColumnView["type"]; className?: string }) {
  const Icon = icons[type];
  return <Icon aria-hidden className={cn("shrink-0 text-faint weak:size-3.5", className)} />;
}
