/** Text as a reader meets it, sentence by sentence. */

/** A sentence of fewer words is read in one go: the rule of GOV.UK. */
export const WORDS = 25;

/** Tags that stand within a sentence; every other tag ends one. */
const INLINE = /<\/?(?:span|strong|em|code|a)\b[^>]*>/g;

/** What a page says, with a blank line wherever an element that is no part of a sentence begins. */
export function proseOfPage(page: string): string {
  return page
    .replace(/<style>[^]*?<\/style>/g, '\n\n')
    .replace(/<code>[^<]*<\/code>/g, ' code ')
    .replace(INLINE, ' ')
    .replace(/<[^>]+>/g, '\n\n')
    .replace(/&(?:quot|#39);/g, '’')
    .replaceAll('&amp;', '&');
}

/** What a help text says: each entry of a list is a text of its own. */
export function proseOfHelp(help: string): string {
  return help.replace(/^ {2}(?=\S)/gm, '\n\n').replace(/ {2,}/g, ' ');
}

/** The cells of a page of tables, each a text of its own. */
export function proseOfTables(page: string): string {
  return page.replace(/ ?(?<!\\)\| ?/g, '\n\n').replaceAll('\\|', '|');
}

export function sentencesOf(prose: string): string[] {
  return prose
    .split(/\n\s*\n|(?<=[.?!][”’)]?)\s+/)
    .map((sentence) => sentence.replace(/\s+/g, ' ').trim())
    .filter((sentence) => sentence !== '');
}

export function countWords(sentence: string): number {
  return sentence.split(' ').filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** The sentences that are too long to be read in one go, each with its number of words. */
export function longSentences(prose: string): string[] {
  return sentencesOf(prose)
    .filter((sentence) => countWords(sentence) >= WORDS)
    .map((sentence) => `${countWords(sentence)} words: ${sentence}`);
}
