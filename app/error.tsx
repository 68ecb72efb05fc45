"use client";

import { unstable_isUnrecognizedActionError as isOfOlderBuild } from "next/navigation";
import { useEffect, useState } from "react";

type Props = { error: Error & { digest?: string }; reset: () => void };

/** A page that failed: what happened in plain words, a way to try again, and the code that stands in the log. */
export default function ErrorPage({ error, reset }: Props) {
  const [words, setWords] = useState<DOMStringMap>({});
  const isUpdated = isOfOlderBuild(error);
  useEffect(() => setWords({ ...document.body.dataset }), []);
  return (
    <div className="empty empty--page" role="alert">
      <h1>{words.faultTitle}</h1>
      <p>{isUpdated ? words.faultUpdated : words.faultText}</p>
      <p className="faint">{error.digest}</p>
      <button type="button" className="btn btn--go" onClick={isUpdated ? () => location.reload() : reset}>
        {words.faultRetry}
      </button>
    </div>
  );
}
