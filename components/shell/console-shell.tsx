import Link from "next/link";
import type { ReactNode } from "react";
import { ArrivalFocus } from "./arrival-focus";
import { Logo } from "./logo";
import { MobileNav } from "./mobile-nav";
import { NavLinks } from "./nav-links";
import { OfflineNotice } from "./offline-notice";
import { FindButton } from "./palette/find-button";
import { Palette } from "./palette/palette";
import type { ShellUser } from "./user-button";
import { UserMenu } from "./user-menu";

interface ConsoleShellProps {
  user: ShellUser;
  workspaceName: string;
  children: ReactNode;
}

/** The frame of every page behind the sign-in: navigation at the side, or behind a bar on narrow screens. */
export function ConsoleShell({ user, workspaceName, children }: ConsoleShellProps) {
  return (
    <div className="[--content-top:3rem] lg:grid lg:min-h-dvh lg:grid-cols-[var(--content-left)_minmax(0,1fr)] lg:[--content-left:13.5rem] lg:[--content-top:0px]">
      <a
        href="#main"
        className="sr-only rounded-md focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:bg-raised focus:px-3 focus:py-1.5 focus:text-sm focus:font-medium focus:shadow-pop"
      >
        Skip to the content
      </a>

      <header className="sticky top-0 z-30 flex h-12 items-center gap-2 border-b bg-canvas px-3 lg:hidden">
        <MobileNav workspaceName={workspaceName} />
        <HomeLink />
        <div className="ml-auto flex items-center gap-1">
          <FindButton isCompact />
          <UserMenu user={user} isCompact />
        </div>
      </header>

      <aside className="sticky top-0 hidden h-dvh flex-col border-r px-3 py-3 lg:flex">
        <div className="px-2 pt-1 pb-4">
          <HomeLink />
          <p title={workspaceName} className="mt-1 truncate text-xs text-muted">
            {workspaceName}
          </p>
        </div>
        <FindButton />
        <NavLinks className="flex-1" />
        <UserMenu user={user} />
      </aside>

      <Palette />
      <ArrivalFocus />
      <OfflineNotice />
      <main id="main" tabIndex={-1} className="min-w-0 px-4 py-5 outline-none sm:px-6 lg:px-8 lg:py-6">
        <div className="w-full max-w-640">{children}</div>
      </main>
    </div>
  );
}

function HomeLink() {
  return (
    <Link href="/" aria-label="Sluice, overview" className="inline-flex rounded-md">
      <Logo />
    </Link>
  );
}
