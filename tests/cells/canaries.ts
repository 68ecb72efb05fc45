/** The word that is hunted for: whoever may not read the area in that place may not be given it, wherever it hides. */
export const canary = (area: string, place: string) => `canary0${area}0${place}`;
export const canaries = /canary0([a-z]+)0([a-z]+)/gi;
