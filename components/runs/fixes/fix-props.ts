import type { FixView } from "@/lib/api/fixes";
import type { FixPlace } from "./use-fix";

/** What the button of each kind of fix is given. */
export interface FixProps<Kind extends FixView["kind"]> {
  readonly fix: Extract<FixView, { kind: Kind }>;
  readonly place: FixPlace;
  readonly isBest: boolean;
  readonly onMade: (message: string) => void;
}
