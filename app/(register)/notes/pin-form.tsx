import { pinNote } from "./actions";

export const pinFormId = "pin-note";

/** The form that the pins of all rows post; once on a page. */
export const PinForm = () => <form id={pinFormId} action={pinNote} hidden />;
