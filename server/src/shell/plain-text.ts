import type { Span } from '../base/span.ts';
import type { ShellComment, ShellScript } from './script.ts';
import type { ShellSource } from './source.ts';

type PlainText = Pick<ShellScript, 'comments' | 'continuedQuotes'>;

/** Characters before a `#` that begins a comment of PowerShell; elsewhere it is part of a word. */
const beforeComment = /[\s;(){}|&,]/;
/** A PowerShell script in the arguments of a command of cmd, which passes it on as it is, without the quotes around it. */
const passedOn = /^\s*(?:powershell|pwsh)(?:\.exe)?\s(?:.*?\s)?-c(?:ommand)?\s+/is;

/**
 * The comments of a PowerShell or cmd body, and the quoted texts that continue over several lines. Continued lines are one line for the
 * shell, so that a comment includes the lines after it.
 */
export function plainText(source: ShellSource, dialect: 'powershell' | 'cmd'): PlainText {
  const text = source.masked;
  if (dialect === 'powershell') return readPowerShell(source, 0, text.length);
  const inner = passedOn.exec(text);
  if (!inner) return { comments: cmdComments(source), continuedQuotes: [] };
  const from = inner[0].length;
  const close = text[from] === '"' ? text.lastIndexOf('"') : text.length;
  return text[from] === '"' && close > from ? readPowerShell(source, from + 1, close) : readPowerShell(source, from, text.length);
}

/** Quotes, the escape character and block comments, as far as comments need them (about_Comments and about_Quoting_Rules of PowerShell). */
function readPowerShell(source: ShellSource, from: number, to: number): PlainText {
  const text = source.masked;
  const comments: ShellComment[] = [];
  const continuedQuotes: Span[] = [];
  for (let at = from; at < to; at++) {
    const c = text[at]!;
    if (c === '`') at++;
    else if (c === '"' || c === "'") {
      const close = closingQuote(text, at, to);
      if (close < 0) break;
      if (isContinued(text, at, close)) continuedQuotes.push({ start: source.start + at, end: source.start + close + 1 });
      at = close;
    } else if (c === '<' && text[at + 1] === '#') {
      const close = text.indexOf('#>', at + 2);
      if (close < 0 || close >= to) break;
      at = close + 1;
    } else if (c === '#' && (at === from || beforeComment.test(text[at - 1]!))) {
      const end = endOfLine(text, at, to);
      comments.push(commentOf(source, at, end));
      at = end;
    }
  }
  return { comments, continuedQuotes };
}

/** `rem text` where a command is expected: it includes operators and everything else up to the end of the line. */
function cmdComments(source: ShellSource): ShellComment[] {
  const text = source.masked;
  const comments: ShellComment[] = [];
  const rem = /@?rem[ \t]+(?=[^\s&|])/iy;
  let isCommand = true;
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const c = text[at]!;
    rem.lastIndex = at;
    if (isCommand && rem.test(text)) {
      const end = endOfLine(text, at, text.length);
      comments.push(commentOf(source, at, end));
      at = end;
    } else if (c === '^') at++;
    else if (c === '"') isQuoted = !isQuoted;
    isCommand = !isQuoted && (/[&|(\n]/.test(text[at] ?? '') || (isCommand && /[\s\\]/.test(c)));
  }
  return comments;
}

function closingQuote(text: string, open: number, to: number): number {
  const quote = text[open];
  for (let at = open + 1; at < to; at++) {
    if (text[at] === quote) return at;
    if (quote === '"' && text[at] === '`') at++;
  }
  return -1;
}

/** The end of the line for the shell: the first line break without a continuation, which `mask.ts` writes as a backslash before it. */
function endOfLine(text: string, from: number, to: number): number {
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) if (text[at - 1] !== '\\') return at;
  return to;
}

function isContinued(text: string, from: number, to: number): boolean {
  const at = text.indexOf('\\\n', from);
  return at >= 0 && at < to;
}

function commentOf({ start, masked }: ShellSource, from: number, to: number): ShellComment {
  return { start: start + from, end: start + to, text: masked.slice(from + 1, to).trim() };
}
