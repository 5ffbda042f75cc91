// Comparing what a reader wrote with what an author did.

/** Text as a reader sees it: white space collapsed. */
export const plain = (text) => text.replace(/\s+/gu, " ").trim();

/** The text of an element as a reader sees it. */
export const textOf = (element) => plain(element?.textContent ?? "");

/**
 * Text reduced to what counts in a comparison. tolerate: any of "case" and "accents".
 * Apostrophes, quotation marks and hyphens are the same whichever way a keyboard or an author sets them.
 */
export function normalised(text, tolerate = []) {
  let found = plain(text.normalize("NFC"))
    .replace(/[\u2018\u2019\u02bc\u0060\u00b4]/gu, "'")
    .replace(/[\u201c\u201d\u201e]/gu, '"')
    .replace(/[\u2010\u2011\u2012\u2013]/gu, "-");
  if (tolerate.includes("case")) found = found.toLowerCase();
  if (tolerate.includes("accents")) found = found.normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC");
  return found;
}

/** How many words: whatever stands between blanks and has a letter or a digit. */
export const wordCount = (text) => text.match(/\S*[\p{L}\p{N}]\S*/gu)?.length ?? 0;
