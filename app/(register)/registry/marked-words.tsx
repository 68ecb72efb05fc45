type Props = { was: string; is: string };

/** What stands there now, with the words that the other writing lacks marked. */
export function OldWords({ was, is }: Props) {
  const { before, changed, after } = middleOf(was, is);
  return (
    <span className="whitespace-pre-line">
      {before}
      {changed && <del>{changed}</del>}
      {after}
    </span>
  );
}

/** What would stand there, with the words that are new marked. */
export function NewWords({ was, is }: Props) {
  const { before, changed, after } = middleOf(is, was);
  return (
    <span className="whitespace-pre-line">
      {before}
      {changed && <ins>{changed}</ins>}
      {after}
    </span>
  );
}

/** The words of a text between the ones that both texts begin and end with. */
function middleOf(text: string, other: string) {
  const [words, others] = [wordsOf(text), wordsOf(other)];
  const most = Math.min(words.length, others.length);
  let start = 0;
  while (start < most && words[start] === others[start]) start++;
  let end = 0;
  while (end < most - start && words.at(-1 - end) === others.at(-1 - end)) end++;
  const stop = words.length - end;
  return {
    before: words.slice(0, start).join(""),
    changed: words.slice(start, stop).join(""),
    after: words.slice(stop).join(""),
  };
}

/** Words with the spaces behind them as words of their own, so that joined they are the text again. */
const wordsOf = (text: string): string[] => text.split(/(?<=\s)(?=\S)|(?<=\S)(?=\s)/);
