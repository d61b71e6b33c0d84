/** Markdown for hovers and documentation in editors: without HTML, and tables need a header row. */

/** Formats text as inline code. It may contain backticks and line breaks. */
export function code(text: string): string {
  const line = text.replace(/\s*[\r\n]+\s*/g, ' ');
  if (line.trim() === '') return '` `';
  const longestRun = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longestRun + 1);
  const blank = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${blank}${line}${blank}${fence}`;
}

/** Formats text as inline code, truncated to a maximum length. */
export function shortCode(text: string, maxLength: number): string {
  return code(text.length > maxLength ? `${text.slice(0, maxLength - 1)}…` : text);
}

/** Escapes text on one line, so that none of it is read as Markdown. */
export function plainText(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>~|]/g, String.raw`\$&`);
}

/** A code block with the syntax highlighting of a language. */
export function codeBlock(text: string, language = 'dockerfile'): string {
  const longestRun = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longestRun + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** A table with Markdown cells. Undefined rows are skipped. */
export function table(header: readonly string[], rows: readonly (readonly string[] | undefined)[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [header, header.map(() => ':--'), ...rows.filter((row) => row !== undefined)].map(line).join('\n');
}

/** A table of names and values without a header. Rows without a value are skipped. */
export function factTable(rows: readonly (readonly [name: string, value: string | undefined])[]): string | undefined {
  const known = rows.filter((row): row is readonly [string, string] => row[1] !== undefined);
  return known.length > 0 ? table(['', ''], known) : undefined;
}

export function bullets(items: readonly (string | undefined)[]): string | undefined {
  const known = items.filter((item) => item !== undefined);
  return known.length > 0 ? known.map((item) => `- ${item}`).join('\n') : undefined;
}

/** Joins blocks with a blank line between them. Undefined and empty blocks are skipped. */
export function paragraphs(...blocks: readonly (string | undefined)[]): string {
  return blocks.filter((block) => block !== undefined && block !== '').join('\n\n');
}

export function link(text: string, target: string): string {
  return `[${text}](${target})`;
}

/** Escapes bars, which end a cell even inside code. */
function cell(text: string): string {
  return text.replace(/\|/g, String.raw`\|`).replace(/\s*[\r\n]+\s*/g, ' ');
}
