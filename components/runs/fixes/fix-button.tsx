import { ArrowUpRight, PencilLine } from "lucide-react";
import { buttonStyles } from "@/components/ui/button-styles";
import { LinkButton } from "@/components/ui/link-button";
import type { FixView } from "@/lib/api/fixes";
import { AddOptionFix } from "./add-option-fix";
import { CreatePropertyFix } from "./create-property-fix";
import { MapValueFix } from "./map-value-fix";
import { PlainFix } from "./plain-fix";
import type { FixPlace } from "./use-fix";

interface FixButtonProps {
  fix: FixView;
  place: FixPlace;
  syncId: string;
  isBest: boolean;
  onMade: (message: string) => void;
}

/** A fix as a button: one that opens what it needs to know, or a link to where it is made. */
export function FixButton({ fix, place, syncId, isBest, onMade }: FixButtonProps) {
  const common = { place, isBest, onMade };
  switch (fix.kind) {
    case "clean":
    case "skip_invalid":
    case "unmap_property":
    case "change_duplicates":
      return <PlainFix {...common} fix={fix} />;
    case "map_value":
      return <MapValueFix {...common} fix={fix} />;
    case "add_option":
      return <AddOptionFix {...common} fix={fix} />;
    case "create_property":
      return <CreatePropertyFix {...common} fix={fix} />;
    case "open_record":
      return (
        <a href={fix.url} target="_blank" rel="noreferrer" className={buttonStyles({ size: "sm" })}>
          <ArrowUpRight aria-hidden />
          <span className="truncate">
            Open the record that has it{fix.matchValue === null ? "" : ` (${fix.matchValue})`}
          </span>
          <span className="sr-only"> (opens in a new tab)</span>
        </a>
      );
    case "edit_sync":
      return (
        <LinkButton href={`/syncs/${syncId}${fix.place === "" ? "" : `#${fix.place}`}`} size="sm" variant="ghost">
          <PencilLine aria-hidden />
          Edit the sync
        </LinkButton>
      );
    default:
      return fix satisfies never;
  }
}
