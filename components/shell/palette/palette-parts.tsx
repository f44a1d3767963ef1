import { Command } from "cmdk";
import type { ReactNode } from "react";

interface PaletteGroupProps {
  heading: string;
  /** Stays in the list whatever is searched, as its items do. */
  isAlways?: boolean | undefined;
  children: ReactNode;
}

/** Results of one kind. */
export function PaletteGroup({ heading, isAlways, children }: PaletteGroupProps) {
  return (
    <Command.Group
      forceMount={isAlways ?? false}
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted"
    >
      {children}
    </Command.Group>
  );
}

interface PaletteItemProps {
  /** Tells the items apart; nobody sees it. */
  id: string;
  icon: ReactNode;
  children: string;
  /** Stands at the end of the line: a key, a state, a time. */
  aside?: ReactNode | undefined;
  /** By which words it is found besides its own. */
  keywords?: string[] | undefined;
  /** Stays in the list whatever is searched. */
  isAlways?: boolean | undefined;
  onSelect: () => void;
}

export function PaletteItem({ id, icon, children, aside, keywords = [], isAlways, onSelect }: PaletteItemProps) {
  return (
    <Command.Item
      value={id}
      keywords={[children, ...keywords]}
      forceMount={isAlways ?? false}
      onSelect={onSelect}
      className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-md px-2 text-sm select-none data-[selected=true]:bg-hover [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-faint"
    >
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {aside && <span className="flex shrink-0 items-center gap-1 text-xs text-muted">{aside}</span>}
    </Command.Item>
  );
}
