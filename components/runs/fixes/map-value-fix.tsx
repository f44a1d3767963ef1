import { useQuery } from "@tanstack/react-query";
import { ArrowRight, Replace, X } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { loadPart } from "@/components/ui/connection";
import type { FixInput } from "@/lib/api/fixes";
import { propertiesQuery } from "@/lib/api/queries";
import { listTargets } from "@/lib/engine/fix-values";
import { FixDialog } from "./fix-dialog";
import type { FixProps } from "./fix-props";

const TargetPicker = dynamic(
  () => loadPart(() => import("@/components/syncs/mapping/target-picker")).then((module) => module.TargetPicker),
  { ssr: false },
);

interface Choice {
  readonly from: string;
  /** Null while nothing is chosen. */
  readonly to: string | null;
}

/** Says which value each refused one becomes from now on. */
export function MapValueFix({ fix: { property: name, values }, ...common }: FixProps<"map_value">) {
  const { data } = useQuery(propertiesQuery(common.place.portalId, common.place.objectTypeId));
  const property = data?.properties.find((candidate) => candidate.name === name);
  const hasTargets = property !== undefined && listTargets(property).length > 0;
  const [choices, setChoices] = useState<readonly Choice[]>(values.map(({ from, nearest }) => ({ from, to: nearest })));
  const [error, setError] = useState<string | null>(null);

  function readFix(): FixInput | null {
    const mapped = choices.map(({ from, to }) => ({ from, to: to ?? (hasTargets ? null : "") }));
    const open = mapped.find(({ to }) => to === null);
    const chosen = mapped.flatMap(({ from, to }) => (to === null ? [] : [{ from, to }]));
    setError(
      open
        ? `Choose what “${open.from}” becomes, or take it out of the list.`
        : chosen.length === 0
          ? "Nothing is left to be mapped. Close this, or open it again for the whole list."
          : null,
    );
    return open || chosen.length === 0 ? null : { kind: "map_value", property: name, values: chosen };
  }

  const [first] = values;
  const what = values.length === 1 && first ? `“${first.from}”` : `${values.length} values`;
  return (
    <FixDialog
      {...common}
      label={
        <>
          <Replace aria-hidden />
          <span className="truncate">Map {what}</span>
        </>
      }
      title={`Map values for ${property?.label ?? name}`}
      description="From now on each of these values is sent as the one beside it. It goes into the field’s value map, in the sync’s editor."
      verb="Map"
      readFix={readFix}
    >
      {() => (
        <>
          <ul aria-label="Values to map" className="grid gap-3">
            {choices.map((choice) => (
              <li
                key={choice.from}
                className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-2 gap-y-1.5 sm:grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)_auto]"
              >
                <span title={choice.from} className="truncate font-mono text-sm">
                  {choice.from}
                </span>
                <ArrowRight aria-hidden className="hidden size-4 text-faint sm:block" />
                <div className="order-last col-span-2 min-w-0 sm:order-none sm:col-span-1">
                  <TargetPicker
                    label={`What ${choice.from} becomes`}
                    property={property}
                    from={choice.from}
                    value={choice.to}
                    onChange={(to) =>
                      setChoices(choices.map((other) => (other.from === choice.from ? { ...other, to } : other)))
                    }
                  />
                </div>
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-label={`Don’t map ${choice.from}`}
                  disabled={choices.length === 1}
                  onClick={() => setChoices(choices.filter(({ from }) => from !== choice.from))}
                >
                  <X aria-hidden />
                </Button>
              </li>
            ))}
          </ul>
          {error !== null && (
            <p role="alert" className="text-sm text-danger">
              {error}
            </p>
          )}
        </>
      )}
    </FixDialog>
  );
}
