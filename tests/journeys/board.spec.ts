import type { Locator, Page } from "@playwright/test";
import { expect, expectAccessible, hasScript, signIn, test } from "./fixtures";

/** A customer of Sven's with a project that Aino manages, and its tasks. */
async function newBoard(page: Page, name: string, tasks: readonly string[]): Promise<string> {
  await page.goto("/customers/new");
  await page.locator("[name=name]").fill(name);
  await page.locator("[name=ownerId]").selectOption({ label: "Sven Fjällhammar" });
  await page.getByRole("button", { name: "Tallenna" }).click();
  await expect(page).toHaveURL(/\/customers\/\d+/);
  const card = new URL(page.url()).pathname;
  await page.goto(`${card}/sales?panel=new-project`);
  await page.locator("dialog [name=name]").fill("Katon korjaus");
  await page.getByRole("button", { name: "Luo projekti" }).click();
  await expect(page).toHaveURL(/\/projects\/\d+/);
  await page.goto(`${card}/collaboration`);
  for (const title of tasks) {
    await page.locator("#quick-task-title").fill(title);
    await page.locator(".quick-task").getByRole("button", { name: "Lisää tehtävä" }).click();
    await expect(cards(page, "todo").last()).toContainText(title);
  }
  return card;
}

const cards = (page: Page, column: string) => page.locator(`[data-column=${column}] .name`);
const cardOf = (page: Page, title: string) => page.locator("[data-card]", { hasText: title });

/** What somebody else finds who opens the board: moves are sent one after the other, and a reload would lose the last. */
async function othersSee(page: Page, columns: Record<string, string[]>): Promise<void> {
  const other = await page.context().newPage();
  await expect(async () => {
    await other.goto(page.url());
    for (const [column, titles] of Object.entries(columns))
      expect(await cards(other, column).allTextContents()).toEqual(titles);
  }).toPass();
  await other.close();
}

/** Drops a card on a place, so far from the place's upper edge; again where the page moved under the hand meanwhile. */
async function drag(page: Page, title: string, target: Locator, fromTop: number, column: string, titles: string[]) {
  await expect(async () => {
    await cardOf(page, title).hover();
    await page.mouse.down();
    const box = await target.boundingBox();
    if (!box) throw new Error("no place");
    await page.mouse.move(box.x + 40, box.y + fromTop + 20, { steps: 4 });
    await page.mouse.move(box.x + 40, box.y + fromTop, { steps: 4 });
    await page.mouse.up();
    await expect(cards(page, column)).toHaveText(titles, { timeout: 1_000 });
  }).toPass();
}

async function byMenu(page: Page, title: string, word: string) {
  // The menu closes when the page shows what the move before has changed.
  await expect(async () => {
    await page.getByLabel(`Siirrä tehtävä: ${title}`).click();
    await cardOf(page, title).getByRole("button", { name: word }).click({ timeout: 1_000 });
  }).toPass();
  if (!hasScript()) await expect(page.getByText("Tehtävä siirretty.")).toBeVisible();
}

test("tasks are added in one line and moved by the menu of their card", async ({ page }) => {
  await signIn(page, "aino");
  const card = await newBoard(page, "Taulu Oy", []);
  await expect(page.getByText("Ei vielä projektitehtäviä")).toBeVisible();
  await page.locator(".quick-task").getByRole("button", { name: "Lisää tehtävä" }).click();
  await expect(page.locator("#quick-task-title-error")).toBeVisible();
  for (const title of ["Tilaa telineet", "Tarkasta räystäät", "Sovi aika"]) {
    await page.locator("#quick-task-title").fill(title);
    await page.locator(".quick-task").getByRole("button", { name: "Lisää tehtävä" }).click();
    await expect(cards(page, "todo").last()).toHaveText(title);
  }
  await byMenu(page, "Sovi aika", "Siirrä ylös");
  await expect(cards(page, "todo")).toHaveText(["Tilaa telineet", "Sovi aika", "Tarkasta räystäät"]);
  await byMenu(page, "Tilaa telineet", "Siirrä tilaan Työn alla");
  await othersSee(page, { doing: ["Tilaa telineet"] });
  await page.reload();
  await expect(cards(page, "todo")).toHaveText(["Sovi aika", "Tarkasta räystäät"]);
  await page.goto(`${card}/history`);
  await expect(page.locator("main")).toContainText("Projektitehtävä siirretty");
});

test("tasks are changed, given to others, looked for and deleted; who only sees them changes none", async ({
  page,
}) => {
  await signIn(page, "aino");
  const card = await newBoard(page, "Tehtävälista Oy", ["Sovi aika", "Tilaa telineet", "Tarkasta räystäät"]);
  await page.getByRole("link", { name: "Sovi aika" }).click();
  await page.locator("dialog [name=dueOn]").fill("2026-01-02");
  await page.locator("dialog [name=description]").fill("Ennen talvea");
  await page.locator("dialog [name=title]").fill("");
  await page.getByRole("button", { name: "Tallenna" }).click();
  await expect(page.locator("#f-title-error")).toBeVisible();
  await expect(page.locator("dialog [name=description]")).toHaveValue("Ennen talvea");
  await page.locator("dialog [name=title]").fill("Sovi aika asukkaiden kanssa");
  await page.locator("dialog [name=assigneeId]").selectOption({ label: "Sven Fjällhammar" });
  await page.getByRole("button", { name: "Tallenna" }).click();
  await expect(cardOf(page, "Sovi aika asukkaiden kanssa")).toContainText("2.1.2026, myöhässä");
  await expect(cardOf(page, "Sovi aika asukkaiden kanssa")).toContainText("Sisältää kuvauksen");
  await expectAccessible(page);
  await page.goto(`${card}/collaboration?taskLanes=person`);
  await expect(page.locator(".lane h3").first()).toHaveText("Sven Fjällhammar");
  await page.goto(`${card}/collaboration?tasks=list&taskPerson=none`);
  await expect(page.locator("tbody th .name")).toHaveText(["Tilaa telineet", "Tarkasta räystäät"]);
  await expectAccessible(page);

  await page.getByRole("link", { name: "Tilaa telineet" }).click();
  await page.locator("dialog").getByRole("link", { name: "Poista" }).click();
  await page.locator("dialog").getByRole("button", { name: "Poista" }).click();
  await expect(page.getByText("Tehtävä poistettu.")).toBeVisible();
  await expect(page.locator("tbody th .name")).toHaveText(["Tarkasta räystäät"]);

  await page.context().clearCookies();
  await signIn(page, "sven");
  await page.goto(`${card}/collaboration`);
  // Sven sees the project and works in none of it but his own task.
  await expect(page.locator("[data-card]")).toHaveCount(2);
  await expect(page.locator("[data-card] details.menu")).toHaveCount(1);
  await expect(page.locator(".quick-task")).toHaveCount(0);
  await page.getByRole("link", { name: "Tarkasta räystäät" }).click();
  await expect(page.locator("dialog input[name=title], dialog button[type=submit]")).toHaveCount(0);
  expect((await page.request.get(`${card}/collaboration?panel=new-task`)).status()).toBe(404);
  await page.context().clearCookies();
  await signIn(page, "pieter");
  expect((await page.request.get(`${card}/collaboration`)).status()).toBe(404);
});

test("cards are dragged, and moved with Shift and the arrow keys; one that is refused goes back", async ({ page }) => {
  test.skip(!hasScript(), "dragging and keys are what script adds");
  await signIn(page, "aino");
  const card = await newBoard(page, "Raahaus Oy", ["Yksi", "Kaksi", "Kolme"]);

  await drag(page, "Kolme", page.locator("[data-column=doing]"), 60, "doing", ["Kolme"]);
  await drag(page, "Kaksi", cardOf(page, "Yksi"), 4, "todo", ["Kaksi", "Yksi"]);
  await othersSee(page, { todo: ["Kaksi", "Yksi"], doing: ["Kolme"] });

  const link = (title: string) => page.getByRole("link", { name: title, exact: true });
  await link("Kaksi").focus();
  for (const arrow of ["ArrowDown", "ArrowRight", "ArrowUp"]) await page.keyboard.press(`Shift+${arrow}`);
  await expect(page.locator("main").getByRole("status").first()).toHaveText("Kaksi: Työn alla, 1/2");
  await expect(link("Kaksi")).toBeFocused();
  await othersSee(page, { doing: ["Kaksi", "Kolme"] });
  await page.reload();
  await expect(cards(page, "doing")).toHaveText(["Kaksi", "Kolme"]);
  await expect(page.locator("[data-column=doing] [data-n]")).toHaveText("2");

  const other = await page.context().newPage();
  await other.goto(`${card}?panel=archive`);
  await other.locator("dialog").getByRole("button", { name: "Arkistoi" }).click();
  await expect(other.getByText("Asiakas arkistoitiin.")).toBeVisible();
  await link("Kaksi").focus();
  await page.keyboard.press("Shift+ArrowRight");
  await expect(page.getByText("Asiakas on arkistoitu. Palauta se").first()).toBeVisible();
  await expect(cards(page, "doing")).toHaveText(["Kaksi", "Kolme"]);
  await expect(cards(page, "done")).toHaveCount(0);
  await expect(page.locator("[data-card] details.menu")).toHaveCount(0);
});
