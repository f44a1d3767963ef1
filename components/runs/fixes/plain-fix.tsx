import { ListOrdered, type LucideIcon, SkipForward, Trash2, WandSparkles } from "lucide-react";
import type { FixInput } from "@/lib/api/fixes";
import { describeCleaning } from "../../syncs/mapping/describe-cleaning";
import { FixDialog } from "./fix-dialog";
import type { FixProps } from "./fix-props";

type PlainProps = FixProps<"clean" | "skip_invalid" | "unmap_property" | "change_duplicates">;

/** A fix that needs nothing but a yes. */
export function PlainFix({ fix, ...common }: PlainProps) {
  const { icon: Icon, label, ...words } = describe(fix);
  return (
    <FixDialog
      {...common}
      {...words}
      label={
        <>
          <Icon aria-hidden />
          <span className="truncate">{label}</span>
        </>
      }
      readFix={() => toInput(fix)}
    />
  );
}

function toInput(fix: PlainProps["fix"]): FixInput {
  return fix.kind === "clean" ? { kind: "clean", property: fix.property, steps: fix.steps } : fix;
}

interface Words {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly title: string;
  readonly description: string;
  readonly verb: string;
}

function describe(fix: PlainProps["fix"]): Words {
  switch (fix.kind) {
    case "clean": {
      const cleaning = describeCleaning(fix.steps);
      const fits = fix.fitting === fix.tried ? `all ${fix.tried}` : `${fix.fitting} of ${fix.tried}`;
      return {
        icon: WandSparkles,
        label: capitalize(cleaning),
        title: `Clean the values for ${fix.property}?`,
        description: `From now on: ${cleaning}, for every value of this field. Tried on the rows of this cause, it makes ${fits} of the values valid.`,
        verb: "Clean the values",
      };
    }
    case "skip_invalid":
      return {
        icon: SkipForward,
        label: "Leave invalid values out",
        title: `Send rows without an invalid ${fix.property}?`,
        description:
          "A row whose value is invalid is sent without it, and HubSpot keeps what it has there; each run counts these rows. This is for what is refused before sending: what HubSpot itself refuses comes after, and still rejects the row.",
        verb: "Leave them out",
      };
    case "unmap_property":
      return {
        icon: Trash2,
        label: `Stop writing ${fix.property}`,
        title: `Take ${fix.property} out of the sync?`,
        description: "Its field leaves the mapping, with its conversions. The rows are sent without it from now on.",
        verb: "Take it out",
      };
    case "change_duplicates":
      return {
        icon: ListOrdered,
        label: "Let the last row count",
        title: "Let the last of several rows count?",
        description:
          "Of rows with the same match value, the last one by the query’s order is sent from now on. The others are rejected and name it.",
        verb: "Let the last count",
      };
    default:
      return fix satisfies never;
  }
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
