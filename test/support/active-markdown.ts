/** Code blocks, escaped characters and inline code, in the order in which Markdown reads them. Outside of a block, code is on one line. */
const inert = /^(`{3,})\w*\n[\s\S]*?\n\1$|\\[!-/:-@[-`{-~]|(?<!`)(`+)(?!`)[^\n]*?(?<!`)\2(?!`)/gm;

/** The links that hovers have of their own. */
const ownLink = /\[[^[\]\n]+\]\(https:\/\/docs\.docker\.com\/[\w./#-]+\)/g;

/**
 * What an editor would run, fetch or make clickable in Markdown besides our own links, or what could start it: brackets, HTML, URLs,
 * unpaired backticks, control characters. Undefined if there is nothing.
 */
export function activeIn(markdown: string): string | undefined {
  const rest = markdown.replace(inert, '').replace(ownLink, '');
  return /[[\]`]|<[a-z/!?]|\w+:\/\/\S|\bwww\.|[\w.+-]+@[\w-]+\.\w/i.exec(rest)?.[0] ?? /[^\P{Cc}\n\r\t]|\r(?!\n)/u.exec(markdown)?.[0];
}
