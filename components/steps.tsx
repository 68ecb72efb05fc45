import { Icon } from "@/components/icon";

/** `current` counts from 1; steps before it are done. */
export function Steps({ label, steps, current }: { label: string; steps: readonly string[]; current: number }) {
  return (
    <ol className="steps" aria-label={label}>
      {steps.map((step, index) => {
        const number = index + 1;
        const done = number < current;
        return (
          <li key={step} className={done ? "done" : undefined} aria-current={number === current ? "step" : undefined}>
            <i aria-hidden="true">{done ? <Icon name="check" /> : number}</i>
            {step}
          </li>
        );
      })}
    </ol>
  );
}

type ProgressProps = { title: string; value: number; max: number; count: string; text?: string };

/** `count` is the written form, 241 / 374; `text` says what is happening. */
export function Progress({ title, value, max, count, text }: ProgressProps) {
  return (
    <div className="stack stack--s">
      <div className="row between">
        <h2>{title}</h2>
        <span className="muted">{count}</span>
      </div>
      <progress value={value} max={max} aria-label={title}>
        {count}
      </progress>
      {text && <p className="muted sm">{text}</p>}
    </div>
  );
}
