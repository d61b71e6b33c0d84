/** Markdown as editors show it in hovers and documentation: no HTML, a table needs a header row. */

/** Text as it stands, in code letters; whatever backticks and line breaks it holds. */
export function code(text: string): string {
  const line = text.replace(/\s*[\r\n]+\s*/g, ' ');
  if (line.trim() === '') return '` `';
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const blank = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${blank}${line}${blank}${fence}`;
}

/** Text in code letters, cut where it is longer than so many characters. */
export function shortCode(text: string, longest: number): string {
  return code(text.length > longest ? `${text.slice(0, longest - 1)}…` : text);
}

/** The words of somebody else, in one line: nothing in them counts as Markdown. */
export function plainText(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>~|]/g, String.raw`\$&`);
}

/** Lines of code with the colours of a language. */
export function codeBlock(text: string, language = 'dockerfile'): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** A table; cells are Markdown. Rows may be left out. */
export function table(header: readonly string[], rows: readonly (readonly string[] | undefined)[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [header, header.map(() => ':--'), ...rows.filter((row) => row !== undefined)].map(line).join('\n');
}

/** Facts by name, as a table without a header of its own. Rows whose second cell is undefined are left out. */
export function factTable(rows: readonly (readonly [name: string, value: string | undefined])[]): string | undefined {
  const known = rows.filter((row): row is readonly [string, string] => row[1] !== undefined);
  return known.length > 0 ? table(['', ''], known) : undefined;
}

export function bullets(items: readonly (string | undefined)[]): string | undefined {
  const known = items.filter((item) => item !== undefined);
  return known.length > 0 ? known.map((item) => `- ${item}`).join('\n') : undefined;
}

/** Blocks with a blank line between them; those that are undefined are left out. */
export function paragraphs(...blocks: readonly (string | undefined)[]): string {
  return blocks.filter((block) => block !== undefined && block !== '').join('\n\n');
}

export function link(text: string, target: string): string {
  return `[${text}](${target})`;
}

/** A cell ends at the next bar, even inside code. */
function cell(text: string): string {
  return text.replace(/\|/g, String.raw`\|`).replace(/\s*[\r\n]+\s*/g, ' ');
}
