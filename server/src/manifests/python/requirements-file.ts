import { readRequirement } from './requirement.ts';
import type { Requirement } from './requirement.ts';

/** What one requirements file says itself, without the files that it includes. */
export interface RequirementsFile {
  readonly requirements: readonly Requirement[];
  /** Other files, as written, relative to this one. */
  readonly includes: readonly Include[];
  /** `--find-links` with a path, as written. */
  readonly links: readonly string[];
  /** Lines that could not be understood. */
  readonly unread: readonly string[];
}

export interface Include {
  readonly path: string;
  /** Its versions limit what is installed, and install nothing. */
  readonly constraint: boolean;
}

/** Long options of a line with the short ones that mean the same; `valued` ones take a word. pip 25: src/pip/_internal/req/req_file.py */
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
 * Reads a requirements file as pip does. https://pip.pypa.io/en/stable/reference/requirements-file-format/
 * Total: a line that pip would refuse is recorded and left out.
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
    // pip looks at the first of them alone.
    else if (found?.requirement !== undefined) includes.push({ path: found.requirement, constraint: false });
    else if (found?.constraint !== undefined) includes.push({ path: found.constraint, constraint: true });
    else if (!found) unread.push(line);
    links.push(...(found?.links ?? []));
  }
  return { requirements, includes, links: links.filter((link) => !/^[a-z][\w+.-]*:\/\//i.test(link)), unread };
}

/** Lines with their continuations, without comments and empty ones. A comment ends the line that would go on in it. */
function logicalLines(text: string): readonly string[] {
  const lines: string[] = [];
  let open = '';
  for (const line of [...text.replace(/^\uFEFF/, '').split(/\r\n|[\n\r\f\v\u2028\u2029\u0085]/), undefined]) {
    const continues = line !== undefined && line.endsWith('\\') && !/^\s*#/.test(line);
    if (continues) {
      open += line.slice(0, -1);
      continue;
    }
    // A blank before a comment, so that it is one behind what goes before.
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

/** The options of a line without a requirement; undefined where one of them is not known. */
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

/** `--req=x` is `--requirement=x`: Python's optparse takes what is not ambiguous. */
function optionOf(word: string): (typeof options)[number] | undefined {
  if (!word.startsWith('--')) return options.find(({ short }) => short !== undefined && word.startsWith(short));
  const name = word.replace(/=.*$/s, '');
  const fitting = options.filter(({ long }) => long.startsWith(name));
  return fitting.find(({ long }) => long === name) ?? (fitting.length === 1 ? fitting[0] : undefined);
}

/** The words of a line, quotes and backslashes as in a shell. */
function shellWords(text: string): readonly string[] {
  const words = text.match(/(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*')+/g) ?? [];
  return words.map((word) =>
    word.replace(
      /"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)/g,
      (_, double?: string, single?: string, one?: string) => double ?? single ?? one ?? '',
    ),
  );
}
