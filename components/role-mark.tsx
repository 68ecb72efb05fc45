/** A role is told by its letter and its colour, an owner by a crown, somebody without a role by a tick. */
export type RoleColour = "blue" | "green" | "ochre" | "plum" | "violet" | "rust";

const numbers: Record<RoleColour, number> = { blue: 1, green: 2, ochre: 3, plum: 4, violet: 5, rust: 6 };

export type Mark = { letter: string; colour: RoleColour; isFuture?: boolean };

export const roleClass = ({ colour, isFuture }: Mark) =>
  `role role--${numbers[colour]}${isFuture ? " role--future" : ""}`;

/** A role's letter on its colour. Its name stands beside it; alone, give it as `name`. */
export function RoleMark({ name, ...mark }: Mark & { name?: string }) {
  return (
    <span className={roleClass(mark)} title={name}>
      <span aria-hidden="true">{mark.letter}</span>
      {name && <span className="vh">{name}</span>}
    </span>
  );
}
