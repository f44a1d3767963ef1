import type { Page } from "@playwright/test";

/** Keeps what is asked of an address without an answer, until the function that comes back is called. */
export async function holdBack(page: Page, url: string): Promise<() => void> {
  let answer = () => {};
  const isAnswered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route(url, async (route) => {
    await isAnswered;
    await route.continue();
  });
  return answer;
}
