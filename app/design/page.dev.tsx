import type { Metadata } from "next";
import { Choices } from "@/components/design/choices";
import { Colours } from "@/components/design/colours";
import { Data } from "@/components/design/data";
import { Fields } from "@/components/design/fields";
import { Overlays } from "@/components/design/overlays";
import { States } from "@/components/design/states";
import { ThemeSwitch } from "@/components/design/theme-switch";
import { Words } from "@/components/design/words";

export const metadata: Metadata = { title: "Design" };

/** Every primitive in all its states, for whoever builds pages of them. Only `npm run dev` serves it. */
export default function DesignPage() {
  return (
    <main className="mx-auto flex max-w-5xl flex-col gap-10 px-4 py-8 sm:px-6">
      <header className="flex flex-wrap items-center justify-between gap-4">
        <h1 className="text-2xl font-semibold">Design</h1>
        <ThemeSwitch />
      </header>
      <Colours />
      <Words />
      <Fields />
      <Choices />
      <States />
      <Data />
      <Overlays />
    </main>
  );
}
