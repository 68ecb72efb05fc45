import { PageLink } from "@/components/page-link";
import { type Piece, piecesOf } from "@/lib/notes/rules";

type Props = {
  text: string;
  /** Names as the text has them after an @. */
  mentions?: readonly string[];
  /** What is searched for. */
  q?: string;
  /** Where a name leads; without it names are marked only. */
  hrefOf?: (name: string) => string;
};

/** A text as it was written, with the names it mentions and the hits of a search marked. */
export function NoteText({ text, mentions = [], q = "", hrefOf }: Props) {
  const pieces = piecesOf(text, mentions, q);
  // Two pieces may say the same: they are told apart by where they begin.
  return pieces.map((piece, place) => <Marked key={startOf(pieces, place)} piece={piece} hrefOf={hrefOf} />);
}

const startOf = (pieces: readonly Piece[], place: number) =>
  pieces.slice(0, place).reduce((sum, { text }) => sum + text.length, 0);

function Marked({ piece: { text, mention, hit }, hrefOf }: { piece: Piece; hrefOf?: Props["hrefOf"] }) {
  const marked = hit ? <mark>{text}</mark> : text;
  if (!mention) return marked;
  if (!hrefOf) return <span className="mention">{marked}</span>;
  return (
    <PageLink className="mention" href={hrefOf(mention)} still>
      {marked}
    </PageLink>
  );
}
