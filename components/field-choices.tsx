import { chipClass } from "@/components/chip-class";
import type { Control, FieldOption, FieldProps } from "@/components/field";
import { RoleMark, roleClass } from "@/components/role-mark";

type Props = FieldProps & { control: Control };

/** What is ticked rather than typed. An empty twin goes before, so that "nothing ticked" is posted too. */
export function Ticks({ control, ...props }: Props) {
  const chosen = new Set([control.value ?? []].flat());
  if (props.kind === "checkbox" || props.kind === "switch") return <Single {...props} control={control} />;

  const type = props.kind === "checkboxes" ? "checkbox" : "radio";
  const choices = props.options?.map((option) => (
    <Choice
      key={option.value}
      look={props.kind === "pick" ? "pick" : "tick"}
      option={option}
      input={{ type, name: props.name, value: option.value, defaultChecked: chosen.has(option.value) }}
    />
  ));
  return (
    <>
      {type === "checkbox" && <input type="hidden" name={props.name} value="" />}
      {props.kind === "pick" ? <div className="pick">{choices}</div> : choices}
    </>
  );
}

function Single({ control: { value, ...rest }, ...props }: Props) {
  const on = [value ?? []].flat().some((one) => one === "on" || one === "true");
  return (
    <>
      <input type="hidden" name={props.name} value="" />
      <label className="tick">
        <input
          {...rest}
          type="checkbox"
          className={props.kind === "switch" ? "sw" : undefined}
          value="on"
          defaultChecked={on}
          required={props.required}
        />
        <span>
          {props.label}
          {props.hint && <small id={`${rest.id}-hint`}>{props.hint}</small>}
        </span>
      </label>
    </>
  );
}

function Label({ label, role: colour, letter }: FieldOption) {
  if (!colour) return label;
  if (!letter) return <span className={roleClass({ letter: "", colour })}>{label}</span>;
  return (
    <span className="role-name">
      <RoleMark letter={letter} colour={colour} />
      <span>{label}</span>
    </span>
  );
}

type ChoiceProps = {
  look: "pick" | "tick";
  option: FieldOption;
  input: { type: "checkbox" | "radio"; name: string; value: string; defaultChecked: boolean };
};

function Choice({ look, option, input }: ChoiceProps) {
  if (look === "pick") {
    return (
      <label>
        <input {...input} />
        {option.icon}
        {option.label}
      </label>
    );
  }
  return (
    <label className="tick">
      <input {...input} />
      <span>
        {option.colour ? <span className={chipClass(option.colour)}>{option.label}</span> : <Label {...option} />}
        {option.hint && <small>{option.hint}</small>}
      </span>
    </label>
  );
}
