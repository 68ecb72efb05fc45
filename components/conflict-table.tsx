import type { ReactNode } from "react";
import type { FormTexts } from "@/components/form";
import type { FormState } from "@/lib/form-state";

type Props = { conflicts: FormState["conflicts"]; texts: FormTexts["conflict"] };

/** One row per field that two people changed: the choice is posted as `keep.<field>` = mine or theirs. */
export function ConflictTable({ conflicts, texts }: Props) {
  return (
    <table className="tbl tbl--cards tbl--line cmp">
      <thead>
        <tr>
          <th scope="col">{texts.field}</th>
          <th scope="col">{texts.mine}</th>
          <th scope="col">{texts.theirs}</th>
        </tr>
      </thead>
      <tbody>
        {conflicts.map(({ field, label, mine, theirs, by }) => (
          <tr key={field}>
            <th scope="row">{label}</th>
            <td>
              <Choice field={field} value="mine" who={<span className="sub">{texts.mine}</span>} text={mine} />
            </td>
            <td>
              <Choice field={field} value="theirs" who={<span className="by">{by}</span>} text={theirs} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type ChoiceProps = { field: string; value: "mine" | "theirs"; who: ReactNode; text: string };

function Choice({ field, value, who, text }: ChoiceProps) {
  return (
    <label className="pickcell">
      <input type="radio" name={`keep.${field}`} value={value} defaultChecked={value === "mine"} />
      <span>
        {who}
        {text || "–"}
      </span>
    </label>
  );
}
