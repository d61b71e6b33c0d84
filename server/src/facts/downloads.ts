import { alwaysRedirects, hostOf, isLocalHost } from '../knowledge/addresses.ts';
import { hasRole } from '../knowledge/programs.ts';
import type { CommandReading } from '../shell/reading.ts';
import type { ShellScript, ShellWord } from '../shell/script.ts';
import type { Download } from '../shell/tools/downloads.ts';
import { hasOption } from '../shell/tools/options.ts';
import { shellOptions } from '../shell/tools/shell-options.ts';
import { memoizeWeak } from '../base/memoize.ts';
import type { TextEdit } from '../base/edit.ts';

/** Options of curl with which it does something else than download: other methods, headers only, uploads. */
const otherRequests = ['-I', '--head', '-X', '--request', '-d', '--data', '--data-raw', '--data-binary', '--data-urlencode', '-F', '--form', '-T', '--upload-file', '--json', '-w', '--write-out', '--unix-socket', '-K', '--config', '-V', '--version', '-h', '--help']; // prettier-ignore

/** Whether the command downloads files from the internet with GET. False if options of another meaning may be in a variable. */
export function downloadsFiles({ args, urls }: Download): boolean {
  if (hasOption(args, ...otherRequests) || urls.some(({ value }) => isElsewhere(value))) return false;
  return !urls.some(({ raw, value }) => /^"?\$\{?\w*(?:opt|flag|arg|param)/i.test(raw) && !value.includes('://'));
}

/** `file:`, `ftp:`, a host that is not on the internet. */
function isElsewhere(address: string): boolean {
  const host = hostOf(address);
  return (/^[a-z]+:/i.test(address) && !/^https?:/i.test(address)) || (host !== undefined && isLocalHost(host));
}

/** Whether one of the addresses certainly redirects to another one. `valueOf` expands a word. */
export function isRedirected({ urls }: Download, valueOf: (word: ShellWord) => string | undefined): boolean {
  return urls.some((word) => alwaysRedirects(valueOf(word) ?? word.value));
}

/**
 * The edit that adds a short option of curl: into a first word of short options, if that has no option with a value (`-sSL`), else as a word
 * of its own.
 */
export function withShortOption({ args, toolWord }: Download, letter: string): TextEdit {
  const first = args.options[0]?.word;
  const next = first && first.start - toolWord.end < 3 && /^-[sSLfkgNRvi]+$/.test(first.raw) ? first : undefined;
  return next
    ? { start: next.start + 1, end: next.start + 1, newText: letter }
    : { start: toolWord.end, end: toolWord.end, newText: ` -${letter}` };
}

/** The edit that adds options after the name of the program. */
export function withOptions({ toolWord }: Download, options: string): TextEdit {
  return { start: toolWord.end, end: toolWord.end, newText: ` ${options}` };
}

/** Whether a program reads its script from standard input: `sh`, `bash -s -- x`, `python3 -`. */
export function runsInput({ program, args, inner }: CommandReading): boolean {
  if (program === undefined || inner.redirects.some(({ operator }) => operator.startsWith('<'))) return false;
  const words = args.map(({ value }) => value);
  if (hasRole(program, 'interpreter')) return words.every((word) => word === '-');
  if (!hasRole(program, 'posixShell')) return false;
  const { command, script } = shellOptions(program, words);
  return (
    !command &&
    (script >= words.length ||
      words[script] === '/dev/stdin' ||
      words.includes('-s') ||
      words.some((word) => /^-[a-z]*s[a-z]*$/.test(word)))
  );
}

/** Whether a script compares a checksum or a signature of files: `sha256sum -c`, `gpg --verify`. */
export const verifiesFiles = memoizeWeak(({ commands }: ShellScript): boolean =>
  commands.some(({ name, args }) => {
    if (name === undefined) return false;
    if (hasRole(name, 'checksumProgram')) return args.some(({ value }) => /^(?:-\w*c\w*|--check|--status)$/.test(value));
    return hasRole(name, 'signatureProgram') && args.some(({ value }) => /^(?:--verify|-verify|verify|verify-blob|-V\w*)$/.test(value));
  }),
);
