"use client";

import Link from "next/link";
import { type ReactNode, type SubmitEvent, useActionState, useEffect, useRef } from "react";
import { ConflictTable } from "@/components/conflict-table";
import { FormValues } from "@/components/form-values";
import { type Hidden, HiddenFields } from "@/components/hidden-fields";
import { Sign } from "@/components/sign";
import { emptyForm, type FormState } from "@/lib/form-state";

export type FormAction = (state: FormState, form: FormData) => Promise<FormState>;

export type FormTexts = {
  required: string;
  saving: string;
  errorPrefix: string;
  refused: string;
  /** Heading and button where something is doubtful but allowed. */
  doubt: { title: string; anyway: string };
  conflict: { title: string; field: string; mine: string; theirs: string; keep: string; discard: string };
};

type Props = {
  /** A server action, bound on the server at most, or the address of a route that takes the post. */
  action: FormAction | string;
  /** Random, made by the server for each rendered form. */
  formKey: string;
  /**
   * The whole title of the page, which leaves out its own: a refused form puts the error prefix before it. Without it
   * the form stands behind something that has the word.
   */
  title?: string;
  texts: FormTexts;
  submit: string;
  submitIcon?: ReactNode;
  tone?: "go" | "bad";
  values?: FormState["values"];
  /** Labels by field name: they lead the lines of the error summary that do not stand alone. */
  labels?: Record<string, string>;
  hidden?: Hidden;
  /** `fresh` where the form is still there afterwards: a new page forgets what was typed. */
  cancel?: { href: string; label: string; fresh?: boolean };
  /** The way to something destructive, at the far end of the foot. */
  danger?: ReactNode;
  /** Further buttons, with their own name and value, or a remark. */
  extra?: ReactNode;
  /** Prefix of the ids where one page shows two forms. */
  id?: string;
  /** "grid" lays fields out in six columns; "stack" one below the other. */
  layout?: "grid" | "stack";
  /** What a posted address found wrong; server actions bring their own state. */
  state?: FormState;
  children?: ReactNode;
};

/** The one form: posts without script, keeps what was typed, says what is wrong and where. */
export function Form({ action, state, ...props }: Props) {
  if (typeof action === "string") {
    return <FormBody {...props} post={action} pending={false} state={state ?? emptyForm(props.formKey)} />;
  }
  return <ActionForm {...props} action={action} state={state} />;
}

function ActionForm({ action, state: initial, ...props }: Props & { action: FormAction }) {
  const [state, post, pending] = useActionState(action, initial ?? emptyForm(props.formKey));
  return <FormBody {...props} post={post} pending={pending} state={state} />;
}

type BodyProps = Omit<Props, "action" | "state"> & {
  post: string | ((form: FormData) => void);
  pending: boolean;
  state: FormState;
};

function FormBody({ post, pending, state, ...props }: BodyProps) {
  const { texts, id = "f", layout = "grid" } = props;
  const refused = Object.keys(state.errors).length > 0;
  const asking = state.conflicts.length > 0;
  const doubtful = state.doubts.length > 0;
  const stopped = refused || asking || doubtful;
  const byField = Object.keys(state.errors).some(Boolean);
  const values = state.tries > 0 ? { ...props.values, ...state.values } : (props.values ?? {});
  const address = typeof post === "string" ? ({ method: "post", encType: "multipart/form-data" } as const) : {};

  const { form, remember } = useFocusOnButton(stopped ? 0 : state.tries);

  function submitting(event: SubmitEvent<HTMLFormElement>) {
    if (pending) event.preventDefault();
    remember(event.nativeEvent.submitter);
  }

  return (
    <form ref={form} action={post} {...address} className="form" noValidate onSubmit={submitting}>
      {props.title &&
        (stopped ? (
          <title key="stopped">{`${texts.errorPrefix}: ${props.title}`}</title>
        ) : (
          <title>{props.title}</title>
        ))}
      <HiddenFields values={{ ...props.hidden, formKey: state.formKey, ...versionOf(state) }} />
      <div className="body">
        {stopped && <Summary id={id} state={state} texts={texts} labels={props.labels} />}
        {asking && <ConflictTable conflicts={state.conflicts} texts={texts.conflict} />}
        <FormValues.Provider value={{ id, values, errors: state.errors, required: texts.required }}>
          <div className={layout} key={state.tries} hidden={asking && !byField}>
            {props.children}
          </div>
        </FormValues.Provider>
      </div>
      <Foot {...props} pending={pending} asking={asking} doubts={state.doubts} />
    </form>
  );
}

/** A button that fills in some of the form has the focus again when the form is there anew. */
function useFocusOnButton(tries: number) {
  const form = useRef<HTMLFormElement>(null);
  const pressed = useRef("");
  useEffect(() => {
    if (tries > 0 && pressed.current) form.current?.querySelector<HTMLElement>(pressed.current)?.focus();
  }, [tries]);

  function remember(button: HTMLElement | null) {
    const [name, value] = [button?.getAttribute("name"), button?.getAttribute("value")];
    pressed.current = name && value ? `button[name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]` : "";
  }
  return { form, remember };
}

const versionOf = ({ version }: FormState): Hidden => (version === null ? {} : { version });

type SummaryProps = { id: string; state: FormState; texts: FormTexts; labels?: Record<string, string> };

/** Takes the focus after a refused post, so that the reason is the first thing read. */
function Summary({ id, state, texts, labels }: SummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state.tries > 0) box.current?.focus();
  }, [state.tries]);

  const { "": whole, ...fields } = state.errors;
  const heading = whole ?? headingOf(state, texts);
  const refused = Object.keys(state.errors).length > 0;
  const look = refused ? "summary" : "summary summary--ask";
  return (
    <div ref={box} className={look} role="alert" tabIndex={-1} aria-labelledby={`${id}-summary`}>
      <h2 id={`${id}-summary`}>
        <Sign name={refused ? "bad" : "warn"} />
        {heading}
      </h2>
      <ul hidden={Object.keys(fields).length === 0}>
        {Object.entries(fields).map(([name, message]) => (
          <li key={name}>
            <a href={`#${id}-${name}`}>{labels?.[name] ? `${labels[name]}: ${message}` : message}</a>
          </li>
        ))}
      </ul>
      {state.doubts.map((doubt) => (
        <div key={doubt.key}>
          <p>{doubt.text}</p>
          <ul hidden={doubt.links.length === 0}>
            {doubt.links.map(({ href, label }) => (
              <li key={href}>
                <a href={href}>{label}</a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

function headingOf(state: FormState, texts: FormTexts): string {
  if (state.conflicts.length > 0) return texts.conflict.title;
  return state.doubts.length > 0 ? texts.doubt.title : texts.refused;
}

type FootProps = Pick<Props, "texts" | "submit" | "submitIcon" | "tone" | "cancel" | "danger" | "extra"> & {
  pending: boolean;
  asking: boolean;
  doubts: FormState["doubts"];
};

function Foot({ texts, submit, submitIcon, tone, cancel, danger, extra, pending, asking, doubts }: FootProps) {
  const buttonText = asking ? texts.conflict.keep : doubts.length > 0 ? texts.doubt.anyway : submit;
  return (
    <div className="foot">
      {doubts.map(({ key }) => (
        <input key={key} type="hidden" name="confirmed" value={key} />
      ))}
      <button type="submit" className={tone === "bad" ? "btn btn--bad-go" : "btn btn--go"} aria-busy={pending}>
        {pending ? <Sign name="spin" /> : submitIcon}
        {pending ? texts.saving : buttonText}
      </button>
      {cancel?.fresh && (
        <a className="btn btn--plain" href={cancel.href}>
          {asking ? texts.conflict.discard : cancel.label}
        </a>
      )}
      {cancel && !cancel.fresh && (
        <Link className="btn btn--plain" href={cancel.href} replace prefetch={false} scroll={false}>
          {asking ? texts.conflict.discard : cancel.label}
        </Link>
      )}
      {extra}
      {danger && <span className="ms-auto">{danger}</span>}
    </div>
  );
}
