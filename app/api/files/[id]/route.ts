import { openFile } from "@/lib/access/blobs";
import { wholeNumber } from "@/lib/access/post";
import { keptHeaders } from "@/lib/downloads";
import { savedName } from "@/lib/files/rules";
import { absent } from "@/lib/outcome";
import { currentViewer } from "@/lib/session";

/** A file to keep, never to show, whatever it is. */
export async function GET(_: Request, { params }: RouteContext<"/api/files/[id]">): Promise<Response> {
  const { id } = await params;
  const viewer = await currentViewer();
  const { name, mediaType, size, bytes } = await openFile(viewer, wholeNumber(id) ?? absent());
  const { base, ending } = savedName(name, mediaType);
  // A file of one chunk that is damaged fails here, before anything is said of success.
  const first = await bytes.next();
  return new Response(streamOf(first, bytes), {
    headers: { ...keptHeaders(base, ending, mediaType ?? "application/octet-stream"), "content-length": String(size) },
  });
}

/** Reads a chunk when the browser has taken the one before. */
function streamOf(first: IteratorResult<Buffer>, rest: AsyncGenerator<Buffer>): ReadableStream<Uint8Array> {
  let next: IteratorResult<Buffer> | null = first;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = next ?? (await rest.next());
        next = null;
        if (done) controller.close();
        else controller.enqueue(new Uint8Array(value));
      },
      cancel: async () => void (await rest.return(undefined)),
    },
    { highWaterMark: 0 },
  );
}
