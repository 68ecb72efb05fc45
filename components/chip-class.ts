export type ChipColour = "grey" | "blue" | "green" | "yellow" | "red";

/** The colour only helps to find a word again: it never says anything by itself. */
export const chipClass = (colour: ChipColour = "grey"): string => (colour === "grey" ? "chip" : `chip chip--${colour}`);
