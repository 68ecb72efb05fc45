import { createElement, type ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Field, type FieldProps } from "@/components/field";
import { Form } from "@/components/form";
import { chips, groupRow, html, person, tickCell } from "@/components/rows";
import { emptyForm, type FormState } from "@/lib/form-state";

const attacks = [
  `<script>alert(1)</script>`,
  `"><img src=x onerror=alert(1)>`,
  `' onmouseover='alert(1)`,
  `</tbody></table><svg onload=alert(1)>`,
  `&lt;b&gt;`,
];

describe("table rows as text", () => {
  it.each(attacks)("shows %s as it was typed", (attack) => {
    const inText = html`<td>${attack}</td>`.text;
    const inQuotes = html`<td title="${attack}" class='${attack}'></td>`.text;
    expect(inText.slice(4, -5)).not.toMatch(/[<>"']/);
    expect(inQuotes.match(/["']/g)).toHaveLength(4);
    expect(inQuotes.match(/[<>]/g)).toHaveLength(4);
  });

  it.each(attacks)("has ready parts that keep their shape with %s", (attack) => {
    expect(shapes(attack)).toEqual(shapes("x"));
  });

  it("escapes an ampersand once and keeps what html made", () => {
    expect(html`<tr>${html`<td>${"Fish & Chips"}</td>`}</tr>`.text).toBe("<tr><td>Fish &amp; Chips</td></tr>");
    expect(html`${["a", "<"].map((name) => html`<i>${name}</i>`)}`.text).toBe("<i>a</i><i>&lt;</i>");
  });

  it("leaves nothing for what is not there, and writes zero", () => {
    expect(html`<td>${null}${undefined}${false}${0}${12n}</td>`.text).toBe("<td>012</td>");
  });

  it.each(["javascript:alert(1)", " javascript:alert(1)", "data:text/html,x", "JaVaScRiPt:x", "vbscript:x"])(
    "leads nowhere for the address %s",
    (address) => expect(html`<a href="${address}">x</a>`.text).toBe(`<a href="#">x</a>`),
  );

  it.each(["/customers/1", "?page=2", "#main", "https://example.com/?a=1", "mailto:a@example.com", "tel:+358401"])(
    "keeps the address %s",
    (address) => expect(html`<a href="${address}">x</a>`.text).toBe(`<a href="${address}">x</a>`),
  );

  it("refuses a value outside of quotes in a tag", () => {
    expect(() => html`<td class=${"x"}></td>`).toThrow("Quote the value");
  });
});

/** The tags of each ready part, whatever is written into it. */
function shapes(text: string): string[] {
  const parts = [
    person(text, text),
    chips([text]),
    tickCell({ name: text, value: text, label: text }),
    groupRow({ span: 2, name: text, count: text, toggle: { href: text, label: text, open: true } }),
  ];
  return parts.map((part) => (part.text.match(/<\/?[a-z]+|>/g) ?? []).join(""));
}

const texts = {
  required: "required",
  saving: "Saving",
  errorPrefix: "Error",
  refused: "Not saved",
  doubt: { title: "Check", anyway: "Save anyway" },
  conflict: { title: "Changed", field: "Field", mine: "Yours", theirs: "Now", keep: "Keep", discard: "Discard" },
};

const state = (part: Partial<FormState>): FormState => ({ ...emptyForm("key-1"), ...part });

function drawn(field: FieldProps, part: Partial<FormState> = {}, values: FormState["values"] = {}): string {
  const children: ReactElement = createElement(Field, field);
  const action = "/api/files";
  const props = { action, formKey: "key-1", title: "New", texts, submit: "Save", values, state: state(part), children };
  return renderToStaticMarkup(createElement(Form, props));
}

describe("a form", () => {
  it("ties label, control, error and hint together", () => {
    const page = drawn(
      { name: "name", label: "Name", kind: "text", required: true, hint: "As registered" },
      { tries: 1, values: { name: "" }, errors: { name: "Enter a name" } },
    );
    expect(page).toContain(`<label for="f-name">`);
    expect(page).toContain(`aria-describedby="f-name-error f-name-hint"`);
    expect(page).toContain(`aria-invalid="true"`);
    expect(page).toContain(`<a href="#f-name">Enter a name</a>`);
    expect(page).toContain(`<title>Error: New</title>`);
  });

  it("shows what was typed rather than what is stored", () => {
    const page = drawn(
      { name: "city", label: "City", kind: "text" },
      { tries: 1, values: { city: "Turku" } },
      { city: "Oulu" },
    );
    expect(page).toContain(`value="Turku"`);
    expect(page).not.toContain("Oulu");
  });

  it("never writes a password back", () => {
    const page = drawn({ name: "password", label: "Password", kind: "password" }, {}, { password: "secret" });
    expect(page).not.toContain("secret");
  });

  it("posts an empty value for a tick that is off", () => {
    const page = drawn({ name: "open", label: "Open", kind: "checkbox" }, {}, { open: "on" });
    expect(page.indexOf(`type="hidden" name="open" value=""`)).toBeGreaterThan(0);
    expect(page).toMatch(/type="checkbox"[^>]*checked=""/);
  });

  it("asks field by field after two people changed the same, and still posts the rest", () => {
    const conflict = { field: "city", label: "City", mine: "Turku", theirs: "Oulu", by: "Aino" };
    const page = drawn(
      { name: "city", label: "City", kind: "text" },
      { conflicts: [conflict], version: "4", tries: 1 },
    );
    expect(page).toContain(`name="keep.city" checked="" value="mine"`);
    expect(page).toContain(`name="version" value="4"`);
    expect(page).toMatch(/<div class="grid" hidden=""><div class="field"/);
  });

  it("carries its key and no style attribute", () => {
    const page = drawn({ name: "city", label: "City", kind: "select", options: [{ value: "1", label: "Oulu" }] });
    expect(page).toContain(`name="formKey" value="key-1"`);
    expect(page).not.toContain("style=");
  });
});
