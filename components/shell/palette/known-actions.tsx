import { Cable, Database, Keyboard, KeyRound, Monitor, Moon, Plus, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { useGo } from "@/components/forms/use-go";
import { Kbd } from "@/components/ui/kbd";
import { destinations } from "../destinations";
import { useSingleKeys } from "../shortcuts/single-keys";
import { PaletteGroup, PaletteItem } from "./palette-parts";

const beginnings = [
  { href: "/syncs/new", label: "New sync", icon: Plus, keywords: ["create", "add"] },
  {
    href: "/connections/sources/new",
    label: "Add a source",
    icon: Database,
    keywords: ["database", "postgres", "new"],
  },
  {
    href: "/connections#connect",
    label: "Connect HubSpot",
    icon: Cable,
    keywords: ["portal", "oauth", "token", "new"],
  },
  { href: "/settings", label: "Create an API key", icon: KeyRound, keywords: ["token", "new"] },
] as const;

const themes = [
  { value: "light", label: "Light theme", icon: Sun },
  { value: "dark", label: "Dark theme", icon: Moon },
  { value: "system", label: "The system’s theme", icon: Monitor },
] as const;

interface KnownActionsProps {
  onDone: () => void;
  onShowShortcuts: () => void;
}

/** What is the same in every workspace: the pages, what can be begun, how it looks. */
export function KnownActions({ onDone, onShowShortcuts }: KnownActionsProps) {
  const goTo = useGo();
  const { setTheme } = useTheme();
  const areSingleKeysOn = useSingleKeys();
  const go = (href: string) => {
    onDone();
    goTo(href);
  };
  return (
    <>
      <PaletteGroup heading="Go to">
        {destinations.map(({ href, label, icon: Icon, letter }) => (
          <PaletteItem
            key={href}
            id={`go ${href}`}
            icon={<Icon aria-hidden />}
            aside={
              areSingleKeysOn && (
                <>
                  <Kbd>g</Kbd>
                  <Kbd>{letter}</Kbd>
                </>
              )
            }
            onSelect={() => go(href)}
          >
            {label}
          </PaletteItem>
        ))}
      </PaletteGroup>
      <PaletteGroup heading="Do">
        {beginnings.map(({ href, label, icon: Icon, keywords }) => (
          <PaletteItem
            key={label}
            id={`begin ${label}`}
            icon={<Icon aria-hidden />}
            keywords={[...keywords]}
            onSelect={() => go(href)}
          >
            {label}
          </PaletteItem>
        ))}
        {themes.map(({ value, label, icon: Icon }) => (
          <PaletteItem
            key={value}
            id={`theme ${value}`}
            icon={<Icon aria-hidden />}
            keywords={["mode", "appearance"]}
            onSelect={() => {
              onDone();
              setTheme(value);
            }}
          >
            {label}
          </PaletteItem>
        ))}
        <PaletteItem
          id="shortcuts"
          icon={<Keyboard aria-hidden />}
          aside={areSingleKeysOn && <Kbd>?</Kbd>}
          onSelect={onShowShortcuts}
        >
          Keyboard shortcuts
        </PaletteItem>
      </PaletteGroup>
    </>
  );
}
