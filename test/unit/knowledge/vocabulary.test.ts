import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  disposableFolders,
  disposableInHome,
  foldersByRole,
  packageFolders,
  systemFolders,
} from '../../../server/src/knowledge/folders.ts';
import { cacheFolders } from '../../../server/src/knowledge/tool-caches.ts';
import { hasRole, programRoles, programsWith, shellLanguage } from '../../../server/src/knowledge/programs.ts';
import type { ProgramRole } from '../../../server/src/knowledge/programs.ts';
import { wrappers } from '../../../server/src/knowledge/wrappers.ts';

/*
 * Lists of program names live in knowledge/ alone: two lists of shells disagree sooner or later. What counts as a list elsewhere:
 *
 * - three names in an array or a Set, in a string of words, in one group of a pattern (`sh|bash|ash`), in a chain of comparisons;
 * - three names as the keys of a table in which several have the same word, number or boolean as their value: that classifies programs.
 *
 * What does not count:
 *
 * - One name, or two: a reader of one program names it (`if (program === 'sed')`).
 * - A table with an entry of its own for each program (options, patterns, functions): it says how to read that program, which no other place
 *   says, and so there is nothing to disagree with. The tables of options and verbs in shell/tools are of that kind, one file for each
 *   family of programs; verbs such as `install` and `test` are names of programs only by accident.
 * - Generated files and what the list below names.
 */
const source = join(import.meta.dirname, '../../../server/src');

/** Lists of words that are not programs or folders, although some have the same names; with the reason. */
const otherNames: readonly (readonly [file: string, text: RegExp, reason: string])[] = [
  ['facts/secrets.ts', /pass\|passwd\|password/, 'values of passwords'],
  ['languages/dockerfile/completion/images.ts', /'eclipse-temurin'/, 'repositories of images'],
  ['multi-stage/stacks/node/read-command.ts', /doctor\|check/, 'verbs of package managers'],
  ['multi-stage/stacks/java/stack.ts', /java\|kt\|kts/, 'file extensions'],
  ['multi-stage/stacks/java/stack.ts', /java\|kotlin\|scala/, 'folders of sources'],
  ['multi-stage/stacks/node/plan-server.ts', /jsx\|vue/, 'file extensions'],
  ['facts/secret-values.ts', /true\|false\|yes/, 'values of variables'],
  ['syntax/template.ts', /project\|pom/, 'objects of build tools in templates'],
  ['facts/secret-values.ts', /asc\|bat\|cer/, 'extensions of files'],
];

const programs: ReadonlySet<string> = new Set([...programRoles.flatMap((role) => [...programsWith(role)]), ...Object.keys(wrappers)]);

const folders: ReadonlySet<string> = new Set([
  ...Object.values(foldersByRole).flat(),
  ...Object.values(packageFolders),
  ...systemFolders,
  ...disposableFolders,
  ...disposableInHome,
  ...cacheFolders.map(({ folder }) => folder),
]);

/** The minimum number of names that count as a list. */
const fewest = 3;

interface Found {
  readonly line: number;
  readonly text: string;
}

/** The lists of known names in some source text. */
function listsIn(text: string, names: ReadonlySet<string>): readonly Found[] {
  const code = withoutComments(text);
  const found: Found[] = [];
  const note = (index: number, whole: string, words: readonly string[], share = 0): void => {
    const known = words.filter((word) => names.has(word));
    if (new Set(known).size < fewest || known.length < words.length * share) return;
    found.push({ line: code.slice(0, index).split('\n').length, text: whole.replace(/\s+/g, ' ').slice(0, 160) });
  };
  for (const { 0: whole, index } of code.matchAll(/\[(?:\s*'[^'\n]*'\s*,?)+\s*\]/g)) note(index, whole, strings(whole));
  // A sentence also contains other words.
  for (const { 0: whole, index } of code.matchAll(/'[^'\n]*'|`[^`]*`/g)) note(index, whole, whole.slice(1, -1).trim().split(/\s+/), 0.5);
  for (const { 0: whole, index } of code.matchAll(/[\w\-.?+()\\]+(?:\|[\w\-.?+()\\]+){2,}/g)) note(index, whole, alternatives(whole));
  for (const { 0: whole, index } of code.matchAll(/\{[^{}()]*\}/g)) note(index, whole, classified(whole));
  for (const { 0: whole, index } of code.matchAll(/(?:\w+ [!=]== '[^']*'(?: (?:\|\||&&)\s+|))+/g)) note(index, whole, strings(whole));
  return found;
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, (comment) => comment.replace(/[^\n]/g, ' '));
}

function strings(text: string): readonly string[] {
  return [...text.matchAll(/'([^'\n]*)'/g)].map(([, word]) => word!);
}

/** `(?:ba|da)?sh` is not expanded. */
function alternatives(text: string): readonly string[] {
  return text.split('|').map((part) =>
    part
      .replace(/^.*\((?:\?:)?/, '')
      .replace(/\).*$/, '')
      .replaceAll('\\', ''),
  );
}

/** The keys of a table whose values are words, numbers or booleans, where a value occurs twice. */
function classified(text: string): readonly string[] {
  const entries = [...text.matchAll(/(?:'([^'\n]+)'|\b([\w$]+)): ('[^'\n]*'|true|false|\d[\d_.]*)(?=[,\s}])/g)];
  const values = entries.map(([, , , value]) => value);
  return new Set(values).size < values.length ? entries.map(([, quoted, bare]) => (quoted ?? bare)!) : [];
}

/** The source files that are checked. */
const files = readdirSync(source, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.generated.ts'))
  .map((entry) => join(entry.parentPath, entry.name).slice(source.length + 1))
  .filter((file) => !file.startsWith('knowledge/') && !file.startsWith('shell/tools/'))
  .sort();

/** The lists of known names in all of these files, with their places. */
function listsOutside(names: ReadonlySet<string>): readonly string[] {
  return files.flatMap((file) =>
    listsIn(readFileSync(join(source, file), 'utf8'), names)
      .filter(({ text }) => !otherNames.some(([name, pattern]) => name === file && pattern.test(text)))
      .map(({ line, text }) => `${file}:${line} ${text}`),
  );
}

describe('the vocabulary of programs', () => {
  it('is the only list of their names', () => {
    expect(listsOutside(programs)).toEqual([]);
  });
});

describe('the vocabulary of folders', () => {
  it('is the only list of their names', () => {
    expect(listsOutside(folders)).toEqual([]);
  });
});

describe('what counts as a list', () => {
  it.each<[string, number]>([
    ["const shells = new Set(['sh', 'bash', 'ash']);", 1],
    ["const shells = ['sh', 'bash'];", 0],
    ["const shells = [\n  '[',\n  'echo',\n  'test',\n];", 1],
    ["const shells = 'sh bash ash'.split(' ');", 1],
    ['const shells = `sh bash\n ash`.split(/s+/);', 1],
    ["const text = 'Use sh, bash or another shell to run what is given here.';", 0],
    ['const shell = /(?:^|\\/)(?:sh|bash|ash)$/;', 1],
    ['const shell = /\\b(curl|wget|git)\\b/;', 1],
    ['const init = /(tini|dumb-init|catatonit|(docker-)?entrypoint)$/;', 1],
    ["const languages = { sh: 'sh', ash: 'sh', bash: 'bash' };", 1],
    ["const options = { tar: '-x', unzip: '-q', git: '-C' };", 0],
    ["if (name === 'sh' || name === 'bash' || name === 'ash') return;", 1],
    ["if (name === 'sh' || name === 'bash') return;", 0],
    ["// ['sh', 'bash', 'ash']", 0],
    ['/* sh|bash|ash */', 0],
    ["const keywords = ['RUN', 'CMD', 'ENTRYPOINT'];", 0],
  ])('%s', (text, lists) => {
    expect(listsIn(text, programs)).toHaveLength(lists);
  });

  it('every exception is still needed', () => {
    const idle = otherNames.filter(([file, pattern]) => {
      const text = files.includes(file) ? readFileSync(join(source, file), 'utf8') : '';
      const lists = [programs, folders].flatMap((names) => listsIn(text, names));
      return !lists.some((list) => pattern.test(list.text));
    });
    expect(idle).toEqual([]);
  });
});

describe('a role', () => {
  it.each<[string, ProgramRole, boolean]>([
    ['bash', 'shell', true],
    ['/usr/bin/mksh', 'shell', true],
    ['ksh93', 'shell', true],
    ['C:\\Windows\\System32\\CMD.EXE', 'shell', true],
    ['PowerShell', 'shell', true],
    ['Bash', 'shell', false],
    ['/bin/sh/x', 'shell', false],
    ['/sbin/tini-static', 'init', true],
    ['g++-12', 'compiler', true],
    ['gcc13', 'compiler', true],
    ['python3.12', 'pythonProgram', true],
    ['sha256sum', 'reader', true],
    ['apache2ctl', 'webServer', true],
    ['', 'shell', false],
    ['7', 'shell', false],
  ])('%s is %s: %s', (program, role, expected) => {
    expect(hasRole(program, role)).toBe(expected);
  });

  it.each<[string, string | undefined]>([
    ['/bin/dash', 'sh'],
    ['busybox', 'sh'],
    ['zsh', 'bash'],
    ['pwsh', 'powershell'],
    ['cmd.exe', 'cmd'],
    ['fish', undefined],
    ['tcsh', undefined],
    ['python3', undefined],
  ])('%s reads %s', (program, language) => {
    expect(shellLanguage(program)).toBe(language);
  });
});
