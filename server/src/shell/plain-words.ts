import type { ShellScript, ShellVariable, ShellWord } from './script.ts';
import type { ShellSource } from './source.ts';

/** `$env:NAME`, `${env:NAME}`: an environment variable in PowerShell. */
const powershell = /\$env:(\w+)|\$\{env:(\w+)\}/gi;
/** `%NAME%` in cmd. */
const cmd = /%(\w+)%/g;
/** A run of characters other than spaces. Quoted text can contain spaces. */
const wordPattern = /(?:"[^"\n]*"|'[^'\n]*'|[^\s])+/g;

/** The words of a PowerShell or cmd body, and the environment variables in them. Such a body is not parsed further; see `plainText`. */
export function plainWords(text: string, source: ShellSource, dialect: 'powershell' | 'cmd'): Pick<ShellScript, 'words' | 'variables'> {
  const pattern = dialect === 'cmd' ? cmd : powershell;
  const words: ShellWord[] = [];
  for (const found of source.masked.replace(/\\\n/g, '  ').matchAll(wordPattern)) {
    const start = source.start + found.index;
    const raw = text.slice(start, start + found[0].length);
    const variables = [...raw.matchAll(pattern)].map((match) => variableOf(match, start, raw));
    words.push({
      start,
      end: start + raw.length,
      raw,
      value: unquoted(raw),
      literal: !/[$%`^]/.test(raw),
      variables,
      substitutions: [],
      globs: [],
    });
  }
  return { words, variables: words.flatMap((word) => word.variables) };
}

function variableOf(match: RegExpExecArray, wordStart: number, raw: string): ShellVariable {
  const name = match[1] ?? match[2] ?? '';
  const start = wordStart + match.index;
  const nameStart = start + match[0].indexOf(name, match[0].indexOf(':') + 1);
  return {
    start,
    end: start + match[0].length,
    name,
    nameSpan: { start: nameStart, end: nameStart + name.length },
    modifier: '',
    quoted: raw.startsWith('"'),
  };
}

const unquoted = (raw: string): string => /^(["'])(.*)\1$/s.exec(raw)?.[2] ?? raw;
