import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterEach, describe, expect, it } from "vitest";
import { Filters } from "@/components/filters";
import { html } from "@/components/rows";
import { Written } from "@/components/written";
import { phrase } from "@/lib/phrase";

const attacks = [`</select><img src=x onerror=alert(1)>`, `" autofocus onfocus="alert(1)`, `' onmouseover='alert(1)`];

const drawn = (text: string, value = text) =>
  renderToStaticMarkup(
    createElement(Filters, {
      action: "/customers",
      label: text,
      search: { value: text, label: text, placeholder: text },
      filters: [
        { name: "group", label: text, value, options: [{ value: "", label: text }], bar: true },
        { name: "owner", label: text, value, options: [{ value, label: text, heading: text }] },
        { name: "day", label: text, value, isDate: true },
      ],
      several: [false, true].map((bar) => ({
        name: "type",
        label: text,
        values: [value],
        options: [{ value, label: text }],
        inputs: bar ? [] : [{ name: "from", label: text, value: text }],
        way: { name: "types", label: text, value: "", options: [{ value: "all", label: text }] },
        summary: text,
        bar,
      })),
      texts: { filter: text, submit: text },
      hidden: { tab: text, id: [text, "2"] },
    }),
  );

const shapeOf = (markup: string) => markup.match(/<\/?[a-z]+|>|[a-z-]+=(?=")/g)?.join("");

describe("filters as text", () => {
  it.each(attacks)("have the same elements and attributes with %s in every place", (attack) => {
    expect(shapeOf(drawn(attack))).toBe(shapeOf(drawn("x")));
  });

  it("show what is set, and open what holds it", () => {
    const markup = drawn("x", "7");
    expect(markup).toContain(`<option value="7" selected>x</option>`);
    expect(markup).toContain(`<input type="checkbox" name="type" value="7" checked>`);
    expect(markup).toContain(`<details class="field" open>`);
    expect(markup.match(/type="hidden"/g)).toHaveLength(3);
  });
});

describe("ready text", () => {
  const front = globalThis as { kumppaniFront?: unknown };
  const rows = html`<tr><td>${"Fish & Chips"}</td></tr>`;
  const body = () => renderToStaticMarkup(createElement(Written, { part: "tbody", html: rows, className: "rows" }));

  afterEach(() => {
    front.kumppaniFront = undefined;
  });

  it("is told its place in a document, so that it need not be sent twice", () => {
    const request = { isDocument: true };
    front.kumppaniFront = { requests: { getStore: () => request } };
    expect(body()).toBe(`<tbody class="rows" data-text="0">${rows.text}</tbody>`);
    expect(body()).toContain(`data-text="1"`);
  });

  it("goes along where there is no document", () => {
    front.kumppaniFront = { requests: { getStore: () => ({ isDocument: false }) } };
    expect(body()).toBe(`<tbody class="rows">${rows.text}</tbody>`);
  });
});

it("puts any name into a phrase that is made once", () => {
  const label = phrase((name) => `Select ${name}, again ${name}`);
  expect(label("A {b} $& \\0")).toBe("Select A {b} $& \\0, again A {b} $& \\0");
});
