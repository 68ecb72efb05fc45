import type { getTranslations } from "next-intl/server";
import type { TeamMember } from "@/lib/roles/queries";

type Words = Awaited<ReturnType<typeof getTranslations<"roles">>>;

/** What somebody is to the customer, each once. */
export const partsOf = (t: Words, { parts }: TeamMember): string[] => [
  ...new Set(
    parts.map(({ role, project }) =>
      role === null ? t("owner") : project === null ? role : t("inProject", { role, project }),
    ),
  ),
];

/** Subject and text of the letter, as a mail address takes them (RFC 6068: lines end in CRLF). */
export function letterOf(t: Words, team: readonly TeamMember[]): string {
  const people = team.map((one) => [one.name, partsOf(t, one).join(", "), one.email].join("\r\n"));
  const parts = { subject: t("yourTeam"), body: people.join("\r\n\r\n") };
  return Object.entries(parts)
    .map(([name, text]) => `${name}=${encodeURIComponent(text)}`)
    .join("&");
}
