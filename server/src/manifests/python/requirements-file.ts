import { appendAll } from '../../base/lists.ts';
import { readRequirement } from './requirement.ts';
import type { Requirement } from './requirement.ts';

/** The content of one requirements file, without the files that it includes. */
export interface RequirementsFile {
  readonly requirements: readonly Requirement[];
  /** Other files, as written, relative to this one. */
  readonly includes: readonly Include[];
  /** `--find-links` with a path, as written. */
  readonly links: readonly string[];
  /** Lines that could not be parsed. */
  readonly unread: readonly string[];
}

export interface Include {
  readonly path: string;
  /** Whether the file only constrains versions, without installing anything. */
  readonly constraint: boolean;
}

/** Long options of a line with their short forms; `valued` options have a value. pip 25: src/pip/_internal/req/req_file.py */
const options: readonly { readonly long: string; readonly short?: string; readonly valued: boolean }[] = [
  { long: '--requirement', short: '-r', valued: true },
  { long: '--constraint', short: '-c', valued: true },
  { long: '--editable', short: '-e', valued: true },
  { long: '--find-links', short: '-f', valued: true },
  { long: '--index-url', short: '-i', valued: true },
  ...['--pypi-url', '--extra-index-url', '--no-binary', '--only-binary', '--trusted-host', '--use-feature'].map((long) => ({
    long,
    valued: true,
  })),
  ...['--no-index', '--prefer-binary', '--require-hashes', '--pre'].map((long) => ({ long, valued: false })),
];

/**
 * Parses a requirements file like pip. https://pip.pypa.io/en/stable/reference/requirements-file-format/
 * Never fails: a line that pip rejects is recorded and skipped.
 */
export function readRequirementsFile(text: string): RequirementsFile {
  const requirements: Requirement[] = [];
  const includes: Include[] = [];
  const links: string[] = [];
  const unread: string[] = [];
  for (const line of logicalLines(text)) {
    const [words, optionText] = splitOptions(line);
    const found = words === '' ? readOptions(optionText) : undefined;
    const requirement = words === '' ? found?.editable && readRequirement(found.editable, true) : readRequirement(words);
    if (requirement) requirements.push(requirement);
    // pip only uses the first of these options.
    else if (found?.requirement !== undefined) includes.push({ path: found.requirement, constraint: false });
    else if (found?.constraint !== undefined) includes.push({ path: found.constraint, constraint: true });
    else if (!found) unread.push(line);
    appendAll(links, found?.links ?? []);
  }
  return { requirements, includes, links: links.filter((link) => !/^[a-z][\w+.-]*:\/\//i.test(link)), unread };
}

/** Joins continued lines, and removes comments and empty lines. A comment ends a continued line. */
function logicalLines(text: string): readonly string[] {
  const lines: string[] = [];
  let open = '';
  for (const line of [...text.replace(/^\uFEFF/, '').split(/\r\n|[\n\r\f\v\u2028\u2029\u0085]/), undefined]) {
    const continues = line !== undefined && line.endsWith('\\') && !/^\s*#/.test(line);
    if (continues) {
      open += line.slice(0, -1);
      continue;
    }
    // A space before a comment line, so that it is a comment after the joined text.
    const whole = (open + (line === undefined ? '' : /^\s*#/.test(line) ? ` ${line}` : line)).replace(/(?:^|\s+)#.*$/, '').trim();
    open = '';
    if (whole !== '') lines.push(whole);
  }
  return lines;
}

/** The words before the first option, and the rest. */
function splitOptions(line: string): readonly [string, string] {
  const at = line.search(/(?:^|\s)-/);
  return at < 0 ? [line, ''] : [line.slice(0, at).trim(), line.slice(at).trim()];
}

interface Options {
  requirement?: string;
  constraint?: string;
  editable?: string;
  readonly links: string[];
}

/** The options of a line without a requirement. Returns undefined if one is unknown. */
function readOptions(text: string): Options | undefined {
  const found: Options = { links: [] };
  const words = shellWords(text);
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    const option = optionOf(word);
    if (!option) return undefined;
    const attached = word.startsWith('--') ? /=(.*)$/s.exec(word)?.[1] : word.slice(2) || undefined;
    const value = !option.valued ? '' : (attached ?? words[++i]);
    if (value === undefined) return undefined;
    if (option.long === '--requirement') found.requirement ??= value;
    if (option.long === '--constraint') found.constraint ??= value;
    if (option.long === '--editable') found.editable ??= value;
    if (option.long === '--find-links') found.links.push(value);
  }
  return found;
}

/** `--req=x` is `--requirement=x`: Python's optparse accepts unambiguous prefixes. */
function optionOf(word: string): (typeof options)[number] | undefined {
  if (!word.startsWith('--')) return options.find(({ short }) => short !== undefined && word.startsWith(short));
  const name = word.replace(/=.*$/s, '');
  const fitting = options.filter(({ long }) => long.startsWith(name));
  return fitting.find(({ long }) => long === name) ?? (fitting.length === 1 ? fitting[0] : undefined);
}

/** The words of a line, with quotes and backslashes as in a shell. */
function shellWords(text: string): readonly string[] {
  const words = text.match(/(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*')+/g) ?? [];
  return words.map((word) =>
    word.replace(
      /"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)/g,
      (_, double?: string, single?: string, one?: string) => double ?? single ?? one ?? '',
    ),
  );
}
