import type { Tools } from "./demo-details.ts";
import type { Client } from "./demo-work.ts";
import { slug } from "./fiction.ts";
import type { Document } from "./organisation-work.ts";

/** Contracts, minutes and links of some customers and their projects. */
export function documentsOf(tools: Tools, clients: Client[]): Document[] {
  const { chance } = tools;
  return clients.flatMap((client) => {
    const { customer } = client;
    if (customer.kind || !chance(customer.group === "key" ? 0.9 : 0.12)) return [];
    return [
      contract(tools, client),
      ...(chance(0.5) ? [minutes(tools, client)] : []),
      ...(chance(0.4) ? [link(tools, client)] : []),
    ];
  });
}

const made = ({ between, calendar }: Tools, { age, owner }: Client) => ({
  at: calendar.moment(between(1, age), between(0, 500)),
  by: owner,
});

function contract(tools: Tools, client: Client): Document {
  const { customer, key, words } = client;
  const name = `${words.contract} ${customer.name}.pdf`;
  return {
    customer: key,
    name,
    keywords: words.contract.toLowerCase(),
    content: { mediaType: "application/pdf", bytes: pdf(`${words.contract}: ${customer.name}`) },
    created: made(tools, client),
  };
}

/** Of a project, if there is one. */
function minutes(tools: Tools, client: Client): Document {
  const { projects, key, words } = client;
  const created = made(tools, client);
  const day = created.at.toISOString().slice(0, 10);
  const text = `${words.minutes} ${day}\n\n${words.notes.map(({ title, body }) => `${title}\n${body}\n`).join("\n")}`;
  return {
    customer: key,
    project: projects.at(0),
    name: `${words.minutes} ${day}.txt`,
    content: { mediaType: "text/plain", bytes: Buffer.from(text) },
    created,
  };
}

function link(tools: Tools, client: Client): Document {
  const { key, projects, words } = client;
  const name = tools.pick([words.plan, words.photos]);
  return {
    customer: key,
    project: tools.chance(0.5) ? projects.at(-1) : undefined,
    name,
    url: `https://intra.pohjanranta.example/${slug(name)}`,
    created: made(tools, client),
  };
}

/** A page with one line on it. The offsets of the objects stand in the table at the end (ISO 32000-1, 7.5). */
function pdf(line: string): Buffer {
  const page = `BT /F1 18 Tf 72 760 Td (${line.replace(/[()\\]/g, "\\$&")}) Tj ET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>`,
    `<< /Length ${page.length} >>\nstream\n${page}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
  ];
  let text = "%PDF-1.4\n";
  const offsets = objects.map((object, place) => {
    const offset = text.length;
    text += `${place + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, "0")} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join("")}`;
  const end = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(text + table + end, "latin1");
}
