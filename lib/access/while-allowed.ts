import "server-only";
import { viewerAgain } from "./sessions";
import type { Viewer } from "./viewer";

/** How often is asked, in milliseconds: what was taken away ends within a second. */
const often = 500;

/**
 * What leaves the house in pieces, for as long as whoever asked for it is signed in and holds all the rights that they
 * held then. Else it breaks off, so that nobody takes a part for the whole.
 */
export async function* whileAllowed<Piece>(viewer: Viewer, pieces: AsyncIterable<Piece>): AsyncGenerator<Piece> {
  let askedAt = performance.now();
  for await (const piece of pieces) {
    if (performance.now() - askedAt > often) {
      const now = await viewerAgain(viewer);
      if (!now?.covers(viewer)) throw new Error("a download was ended: its reader may not have it any more");
      askedAt = performance.now();
    }
    yield piece;
  }
}
