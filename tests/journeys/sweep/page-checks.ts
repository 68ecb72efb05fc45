// These run in the browser: each stands alone and returns what is wrong, in words. Nothing wrong is an empty list.

/** Language, title, headings, names and descriptions. */
export function facts(language: string): string[] {
  const wrong: string[] = [];
  const expect = (what: string, ok: boolean) => void (ok || wrong.push(what));
  expect(`the language is ${document.documentElement.lang}`, document.documentElement.lang === language);
  expect("the page has no title", /\S ·/.test(document.title) || document.title === "Kumppani");
  const shown = [...document.querySelectorAll<HTMLElement>("h1")].filter((title) => title.checkVisibility());
  expect(`there are ${shown.length} main headings`, shown.length === 1 && shown[0]?.textContent.trim() !== "");
  expect(
    "something is out of the order of the page",
    !document.querySelector("[tabindex]:not([tabindex='0'], [tabindex='-1'])"),
  );
  for (const field of document.querySelectorAll<HTMLElement>("[aria-describedby]")) {
    for (const id of field.getAttribute("aria-describedby")?.split(" ") ?? []) {
      expect(
        `nothing describes ${field.outerHTML.slice(0, 120)}`,
        Boolean(document.getElementById(id)?.textContent?.trim()),
      );
    }
  }
  for (const label of document.querySelectorAll("label, legend, th, summary")) {
    const text = label.textContent?.trim() || label.getAttribute("aria-label") || label.querySelector("[aria-label]");
    if (label.tagName !== "TH") expect(`no words in ${label.outerHTML.slice(0, 120)}`, Boolean(text));
  }
  for (const moving of document.getAnimations()) {
    const seconds = Number(moving.effect?.getComputedTiming().activeDuration) / 1000;
    expect("something moves where motion is not wanted", seconds < 0.01);
  }
  return wrong;
}

/** A refused form: the summary has the focus and leads to each field, each field is tied to its words. */
export function refusal(): string[] {
  const summary = document.querySelector(".summary");
  const wrong: string[] = [];
  if (document.activeElement !== summary)
    wrong.push(`${document.activeElement?.outerHTML.slice(0, 120)} has the focus`);
  for (const link of summary?.querySelectorAll("a[href^='#']") ?? []) {
    const field = document.getElementById(decodeURIComponent(link.getAttribute("href") ?? "").slice(1));
    if (!field) wrong.push(`${link.outerHTML} leads nowhere`);
  }
  for (const field of document.querySelectorAll("[aria-invalid=true]")) {
    const words = field
      .getAttribute("aria-describedby")
      ?.split(" ")
      .map((id) => document.getElementById(id)?.textContent);
    if (!words?.some(Boolean)) wrong.push(`nothing says what is wrong with ${field.outerHTML.slice(0, 120)}`);
  }
  if (!/^[^ ]+: /.test(document.title)) wrong.push(`the title says nothing of it: ${document.title}`);
  return wrong;
}

/** WCAG 1.4.10: at 320 pixels only what scrolls by itself goes sideways: the matrix, wide tables. */
export function sideways(): string[] {
  const scrolls = (element: Element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
  const page = document.scrollingElement ?? document.documentElement;
  const wrong: string[] = [];
  if (page.scrollWidth > innerWidth) {
    const wide = [...document.body.querySelectorAll("*")].filter(
      (one) => one.getBoundingClientRect().right > innerWidth + 1 && one.checkVisibility() && !one.closest("svg"),
    );
    wrong.push(`${page.scrollWidth} wide: ${wide.slice(-2).map((one) => one.outerHTML.slice(0, 100))}`);
  }
  for (const one of document.body.querySelectorAll("*")) {
    if (one.scrollWidth <= one.clientWidth + 1 || one.clientWidth === 0 || !scrolls(one)) continue;
    if (one.matches(".mx-wrap, .overflow-x-auto, textarea, select, input")) continue;
    wrong.push(`${one.outerHTML.slice(0, 100)} scrolls sideways`);
  }
  return wrong;
}

/** Menus that open beyond the left or the right edge. */
export function menusOutside(): string[] {
  const isOutside = (menu: HTMLDetailsElement) => {
    const wasOpen = menu.open;
    menu.open = true;
    const { left, right, width } = menu.querySelector(":scope > ul")?.getBoundingClientRect() ?? new DOMRect();
    menu.open = wasOpen;
    return width > 0 && (left < 0 || right > innerWidth);
  };
  return [...document.querySelectorAll<HTMLDetailsElement>("details.menu")]
    .filter((menu) => menu.checkVisibility() && isOutside(menu))
    .map((menu) => `opens outside: ${menu.outerHTML.slice(0, 120)}`);
}

/** WCAG 2.5.8: 24 by 24 pixels, or room around it for a circle of that size; links within a sentence are as they are. */
export function targets(): string[] {
  const least = 24;
  const controls = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  const place = (element: Element) => {
    const { left, top, width, height } = (
      (element as HTMLInputElement).labels?.[0]?.contains(element)
        ? ((element as HTMLInputElement).labels?.[0] ?? element)
        : element
    ).getBoundingClientRect();
    return { element, width, height, x: left + width / 2, y: top + height / 2, left, top };
  };
  const isInSentence = (element: Element) =>
    getComputedStyle(element).display === "inline" &&
    [...(element.parentElement?.childNodes ?? [])].some((node) => node.nodeType === 3 && node.textContent?.trim());
  const all = [...document.querySelectorAll(controls)]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest("[inert]"))
    .map(place)
    .filter(({ width, height }) => width > 1 && height > 1);
  const small = all.filter(({ width, height }) => width < least - 0.1 || height < least - 0.1);
  const touches = (one: (typeof all)[number], other: (typeof all)[number]) => {
    if (other.element === one.element || one.element.contains(other.element) || other.element.contains(one.element))
      return false;
    if (small.includes(other)) return Math.hypot(one.x - other.x, one.y - other.y) < least - 0.1;
    const [x, y] = [
      Math.max(other.left, Math.min(one.x, other.left + other.width)),
      Math.max(other.top, Math.min(one.y, other.top + other.height)),
    ];
    return Math.hypot(one.x - x, one.y - y) < least / 2 - 0.1;
  };
  return small
    .filter((one) => !isInSentence(one.element) && all.some((other) => touches(one, other)))
    .map(
      ({ element, width, height }) => `${Math.round(width)}×${Math.round(height)}: ${element.outerHTML.slice(0, 100)}`,
    );
}

/** WCAG 1.4.12: words that are set wider are not cut off. */
export function wideWords(): string[] {
  const isCut = (one: Element) => one.scrollHeight > one.clientHeight + 2 || one.scrollWidth > one.clientWidth + 2;
  const boxes = [...document.querySelectorAll("main *, dialog *")].filter(
    (one) =>
      /hidden|clip/.test(getComputedStyle(one).overflow) &&
      one.clientHeight > 2 &&
      !one.closest("svg, input, select, textarea") &&
      !isCut(one),
  );
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }",
  );
  document.adoptedStyleSheets.push(sheet);
  const cut = boxes.filter((one) => isCut(one) && getComputedStyle(one).textOverflow !== "ellipsis");
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
  return cut.map((one) => `cut: ${one.outerHTML.slice(0, 100)}`);
}

/** With the colours of the system a button is told by its outline. */
export function outlines(): string[] {
  const controls = document.querySelectorAll(
    ".btn, select, textarea, input:not([type=hidden], [type=checkbox], [type=radio], [type=file])",
  );
  return [...controls]
    .filter((one) => one.checkVisibility() && !one.closest(".vh"))
    .filter((one) => Number.parseFloat(getComputedStyle(one).borderTopWidth) === 0 && !one.closest(".find, .unit"))
    .map((one) => `no outline: ${one.outerHTML.slice(0, 100)}`);
}
