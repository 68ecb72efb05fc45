import { demoPassword } from "../setup/journeys";

/** What a form holds as it stands on its page, by name. */
export type Fields = [string, string | File][];

/** A page or another answer, as it came. */
export type Answer = { status: number; location: string | null; text: string; headers: Headers };

/** A person whose browser runs no script: reads pages, fills in their forms, posts them, and keeps cookies. */
export class Visitor {
  private readonly cookies = new Map<string, string>();
  base: string;

  constructor(base: string) {
    this.base = base;
  }

  /** The same person, with the same session, at another process. */
  at(base: string): Visitor {
    const there = new Visitor(base);
    for (const [name, value] of this.cookies) there.cookies.set(name, value);
    return there;
  }

  async signIn(person: string, password = demoPassword): Promise<this> {
    const { form } = await this.formOn("/sign-in", "password");
    const { status, text } = await this.post("/sign-in", filled(form, { email: `${person}@demo.example`, password }));
    if (status !== 303) throw new Error(`${person} could not sign in: ${status} ${textOf(text)}`);
    return this;
  }

  /** What this browser says of itself, with every request that changes something. */
  get headers(): Record<string, string> {
    return { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; "), origin: this.base };
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.ask(path, { headers });
  }

  /** The page and its form with a field of that name. @throws Error where there is none */
  async formOn(path: string, field: string): Promise<Answer & { form: Fields }> {
    const page = await this.get(path);
    const form = formIn(page.text, field);
    if (!form) throw new Error(`${path} has no form with ${field}: ${page.status} ${textOf(page.text).slice(0, 300)}`);
    return { ...page, form };
  }

  post(path: string, form: Fields): Promise<Answer> {
    const body = new FormData();
    for (const [name, value] of form) body.append(name, value);
    return this.ask(path, { method: "POST", body });
  }

  private async ask(path: string, init: RequestInit): Promise<Answer> {
    const headers = new Headers(init.headers);
    for (const [name, value] of Object.entries(this.headers)) headers.set(name, value);
    if (init.method !== "POST") headers.delete("origin");
    headers.set("accept", headers.get("accept") ?? "text/html");
    headers.set("accept-language", "en");
    const answer = await fetch(this.base + path, { ...init, headers, redirect: "manual" });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      this.cookies.set(name, value);
    }
    const text = await answer.text();
    return { status: answer.status, location: answer.headers.get("location"), text, headers: answer.headers };
  }
}

/** A form with other values in some of its fields. */
export function filled(form: Fields, values: Record<string, string | File>): Fields {
  const kept = form.filter(([name]) => !(name in values));
  return [...kept, ...Object.entries(values)];
}

/** The fields of the form on a page that has one of that name, as a browser would post them. */
export function formIn(page: string, field: string): Fields | null {
  const forms = [...page.matchAll(/<form\b[^>]*>([\s\S]*?)<\/form>/g)].map(([, inside = ""]) => fieldsOf(inside));
  return forms.find((fields) => fields.some(([name]) => name === field)) ?? null;
}

function fieldsOf(html: string): Fields {
  const fields: Fields = [];
  for (const [, single, tag, around, inside = ""] of html.matchAll(controls)) {
    const of = (name: string) => attributeOf(single ?? around ?? "", name);
    const [name, type] = [of("name"), of("type")];
    if (name === null || of("disabled") !== null || type === "file") continue;
    if (tag === "select") fields.push([name, chosenIn(inside)]);
    else if (tag === "textarea") fields.push([name, decoded(inside.replace(/^\n/, ""))]);
    else if (!isTicked(type)) fields.push([name, of("value") ?? ""]);
    else if (of("checked") !== null) fields.push([name, of("value") ?? "on"]);
  }
  return fields;
}

const controls = /<input\b([^>]*)>|<(textarea|select)\b([^>]*)>([\s\S]*?)<\/\2>/g;
const isTicked = (type: string | null) => type === "checkbox" || type === "radio";

function chosenIn(options: string): string {
  const all = [...options.matchAll(/<option\b([^>]*)>([^<]*)/g)].map(([, attributes = "", text = ""]) => ({
    value: attributeOf(attributes, "value") ?? decoded(text),
    isChosen: attributeOf(attributes, "selected") !== null,
  }));
  return (all.find(({ isChosen }) => isChosen) ?? all[0])?.value ?? "";
}

/** Null where there is none; "" where it has no value. */
function attributeOf(attributes: string, name: string): string | null {
  const found = new RegExp(`(?:^|\\s)${name}(?:="([^"]*)")?(?=\\s|$|/)`, "i").exec(attributes);
  return found ? decoded(found[1] ?? "") : null;
}

/** Text as it was before it stood in a page. */
export const decoded = (text: string) =>
  text
    .replace(/&quot;/g, '"')
    .replace(/&#x27;/g, "'")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");

/** What a page says, without its markup. */
export const textOf = (page: string): string =>
  decoded(page.replace(/<(script|style|title)\b[\s\S]*?<\/\1>/g, "").replace(/<[^>]+>/g, " "))
    .replace(/\s+/g, " ")
    .trim();
