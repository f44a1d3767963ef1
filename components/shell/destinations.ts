import {
  BookOpen,
  Cable,
  History,
  Inbox,
  LayoutGrid,
  type LucideIcon,
  RefreshCw,
  SearchCheck,
  Settings,
} from "lucide-react";

export interface Destination {
  readonly href: string;
  readonly label: string;
  readonly icon: LucideIcon;
  /** Goes there after a `g`. */
  readonly letter: string;
}

/** The pages of the menu. */
export const destinations: readonly Destination[] = [
  { href: "/", label: "Overview", icon: LayoutGrid, letter: "o" },
  { href: "/syncs", label: "Syncs", icon: RefreshCw, letter: "s" },
  { href: "/runs", label: "Runs", icon: History, letter: "r" },
  { href: "/rejects", label: "Rejects", icon: Inbox, letter: "j" },
  { href: "/records", label: "Records", icon: SearchCheck, letter: "e" },
  { href: "/connections", label: "Connections", icon: Cable, letter: "c" },
  { href: "/settings", label: "Settings", icon: Settings, letter: "t" },
  { href: "/docs", label: "Docs", icon: BookOpen, letter: "d" },
];
