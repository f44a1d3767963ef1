import path from "node:path";
import type { Locator, Page } from "@playwright/test";

/** A task done with the mouse and the keyboard as a person does it, its clicks counted, pictures taken on the way. */
export class Walk {
  /** Each button, link, field that is opened and choice that is made; typing is none. */
  clicks = 0;
  #pictures = 0;

  constructor(
    readonly page: Page,
    readonly name: string,
    readonly folder: string,
  ) {}

  async click(target: Locator): Promise<void> {
    await target.click();
    this.clicks += 1;
  }

  /** Of a list that the browser itself shows: opening and choosing are one click each. */
  async choose(target: Locator, label: string): Promise<void> {
    await target.selectOption({ label });
    this.clicks += 2;
  }

  async type(target: Locator, text: string): Promise<void> {
    await target.fill(text);
  }

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }

  async picture(): Promise<void> {
    this.#pictures += 1;
    const file = path.join(this.folder, `walk-${this.name}-${this.#pictures}.png`);
    await this.page.screenshot({ path: file, animations: "disabled" });
  }
}
