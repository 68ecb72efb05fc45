import { plainClass } from "@/components/plain-mark";
import { type Mark, roleClass } from "@/components/role-mark";
import { type Html, html, icon } from "@/components/rows";

/** As `RoleMark`, for table rows written as text. */
export const roleMark = ({ name, ...mark }: Mark & { name?: string }): Html =>
  html`<span class="${roleClass(mark)}" title="${name}"><span aria-hidden="true">${mark.letter}</span>${name && html`<span class="vh">${name}</span>`}</span>`;

/** As `PlainMark`, for table rows written as text. */
export const plainMark = (kind: "owner" | "plain", isFuture?: boolean): Html =>
  html`<span class="${plainClass(kind, isFuture)}" aria-hidden="true">${icon(kind === "owner" ? "crown" : "check")}</span>`;
