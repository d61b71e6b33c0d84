import { appendAll } from '../../base/lists.ts';
import { wrappers } from '../../knowledge/wrappers.ts';
import { hasRole } from '../../knowledge/programs.ts';
import { cleanPath } from '../../base/paths.ts';
import type { Span } from '../../base/span.ts';
import type { Work } from '../../base/work.ts';
import { isLocalFolder, mentionOf } from './mention.ts';
import type { Base, BuildMention } from './mention.ts';
import { splitShell } from './shell-words.ts';
import type { ShellWord } from './shell-words.ts';

/** Where the commands run. */
export interface Surroundings {
  /** What their paths are relative to. */
  readonly base: Base;
  /** The folder in which they start, relative to the base. */
  readonly folder?: string;
  /** A Makefile: each line runs in its own shell, `$$` is a dollar sign, and `NAME := value` sets a variable. */
  readonly makefile?: boolean;
}

/** The path of a folder or file. */
interface KnownPath {
  readonly base: Base;
  readonly path: string;
}

/** The `docker build` lines of a shell text, and those of podman, buildah and nerdctl. */
export function* readBuildCommands(text: string, surroundings: Surroundings): Work<readonly BuildMention[]> {
  if (!/build|\bbud\b/.test(text)) return [];
  const start: KnownPath = { base: surroundings.base, path: surroundings.folder ?? '.' };
  const shell = new Shell(start, surroundings.makefile === true);
  for (const [i, part] of (yield* splitShell(text)).entries()) {
    if (i % perStep === perStep - 1) yield;
    if (part.kind === 'command') shell.run(part.words);
    else if (part.kind === 'open') shell.open();
    else if (part.kind === 'close') shell.close();
    else if (surroundings.makefile) shell.restart();
  }
  return shell.mentions;
}

/** How many parts of a text are read in one step. */
const perStep = 500;

/** Reserved words of the shell after which a command may follow. https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_04 */
const reserved = new Set('if then else elif do while until ! { time'.split(' '));
/** Functions with which scripts print a text. */
const printingFunctions = new Set('print log info warn error die usage'.split(' '));

/** Whether a word before a command does not change it here, or marks a variable as one (`export BUILD=docker build`). */
function isPrefix(word: string): boolean {
  return reserved.has(word) || Object.hasOwn(wrappers, word) || hasRole(word, 'declaration');
}

/** Whether a command does not run its arguments. */
function takesText(word: string): boolean {
  return printingFunctions.has(word) || hasRole(word, 'reader', 'readerByDefault');
}

/** Commands that build, with the pattern of their subcommand. A variable with a name like `DOCKER` usually contains the command. */
const builders: readonly (readonly [tool: RegExp, subcommands: RegExp])[] = [
  [
    /(?:^|\/)docker$|^\$[({]\w*DOCKER(?:_?(?:CMD|BIN|CLI|COMMAND|EXE|TOOL))?(?::?-[^}]*)?[)}]$|^\$DOCKER$/,
    /^(?:(?:buildx|image|builder) (?:build|b)|build) /,
  ],
  [
    /(?:^|\/)(?:podman|nerdctl)$|^\$[({]?(?:PODMAN|CONTAINER_(?:CLI|CMD|ENGINE|RUNTIME|TOOL))(?::?-[^}]*)?[)}]?$/,
    /^(?:(?:buildx|image) )?build /,
  ],
  [/(?:^|\/)buildah$/, /^(?:bud|build|build-using-dockerfile) /],
];

/** Options without a value; all others take the next word as their value. Docker, buildx, podman and buildah. */
const switches = new Set(
  (
    '--all-platforms --check --compress --debug --disable-compression --disable-content-trust --force-rm --help --layers --load --no-cache ' +
    '--no-hostname --no-hosts --omit-history --pull --pull-always --pull-never --push --quiet --rewrite-timestamp --rm --skip-unused-stages ' +
    '--squash --squash-all --stdin --tls-verify -D -q'
  ).split(' '),
);
/** Options of the tool itself, before its subcommand, that take a value. */
const toolOptions = new Set('--builder --config --connection --context --host --log-level --namespace --root --url -H -c -l -n'.split(' '));

class Shell {
  readonly mentions: BuildMention[] = [];
  private readonly start: KnownPath;
  private readonly makefile: boolean;
  /** Undefined after a `cd` to an unknown folder. */
  private folder: KnownPath | undefined;
  private readonly outer: (KnownPath | undefined)[] = [];
  private readonly pushed: (KnownPath | undefined)[] = [];
  /** Undefined for variables with several values, or without a known one. */
  private readonly variables = new Map<string, string | undefined>();

  constructor(start: KnownPath, makefile: boolean) {
    this.start = start;
    this.makefile = makefile;
    this.folder = start;
  }

  open(): void {
    this.outer.push(this.folder);
  }

  close(): void {
    if (this.outer.length > 0) this.folder = this.outer.pop();
  }

  restart(): void {
    this.folder = this.start;
    this.outer.length = 0;
  }

  run(given: readonly ShellWord[]): void {
    const words = this.makefile ? given.map(recipeWord) : given;
    if (this.makefile && words.length === 3 && /^(?:[:?]|::)?=$/.test(words[1]!.text)) this.assign(words[0]!.text, words[2]!.text);
    const first = words.findIndex(({ text }) => !isPrefix(text) && !isAssignment(text));
    if (first < 0) for (const { text } of words.filter((word) => isAssignment(word.text))) this.assign(...splitAssignment(text));
    const [command, ...args] = first < 0 ? [] : words.slice(first);
    if (!command || takesText(command.text)) return;
    if (command.text === 'cd' || command.text === 'pushd') this.changeFolder(command.text, args);
    else if (command.text === 'popd') this.folder = this.pushed.pop();
    else if (command.text === 'for' || command.text === 'read') for (const { text } of args) this.variables.set(text, undefined);
    else this.build(words.slice(first));
  }

  private assign(name: string, value: string): void {
    const other = this.variables.has(name) && this.variables.get(name) !== value;
    this.variables.set(name, other ? undefined : value);
  }

  private changeFolder(command: string, args: readonly ShellWord[]): void {
    if (command === 'pushd') this.pushed.push(this.folder);
    const target = args.find(({ text }) => !/^-[LPe@]?-?$/.test(text) || text === '-');
    this.folder = target && this.resolve(target.text);
  }

  /** The tool may come after another one that runs it (`timeout 600 docker build .`). */
  private build(words: readonly ShellWord[]): void {
    const command = words.find(({ text }) => builders.some(([tool]) => tool.test(text)));
    const builder = command && builders.find(([tool]) => tool.test(command.text));
    if (!builder) return;
    let at = words.indexOf(command) + 1;
    while (words[at]?.text.startsWith('-')) at += toolOptions.has(words[at]!.text) ? 2 : 1;
    const rest = words.slice(at);
    const subcommand = builder[1].exec(`${rest.slice(0, 2).map(({ text }) => text).join(' ')} `)?.[0]; // prettier-ignore
    if (subcommand === undefined) return;
    const { file, paths } = readOptions(rest.slice(subcommand.trim().split(' ').length));
    const isDocker = builder === builders[0];
    if (paths.length > 1 || (paths.length === 0 && isDocker)) return;
    const span = { start: command.start, end: rest.at(-1)!.end };
    appendAll(this.mentions, this.mention(span, paths[0] ?? '.', file, isDocker));
  }

  private mention(at: Span, written: string, file: string | undefined, isDocker: boolean): readonly BuildMention[] {
    const context = this.resolve(written);
    const dockerfile = file === undefined ? context : this.resolve(file);
    if (!context || !dockerfile || context.base !== dockerfile.base) return [];
    const { base } = context;
    if (file !== undefined) return mentionOf({ base, at, context: context.path, dockerfile: dockerfile.path, dockerfileIn: 'base' });
    const names = isDocker ? ['Dockerfile'] : ['Containerfile', 'Dockerfile'];
    const [mention] = mentionOf({ base, at, context: context.path, dockerfile: names[0], dockerfileIn: 'context' });
    return mention ? [{ ...mention, dockerfiles: names.map((name) => cleanPath(`${mention.context}/${name}`)) }] : [];
  }

  /** The target of a path with variables replaced; undefined if it is not known. */
  private resolve(written: string): KnownPath | undefined {
    const path = this.replace(this.makefile ? written.replaceAll('$$', '$') : written);
    for (const [anchor, base] of anchors) {
      const found = anchor.exec(path);
      if (!found) continue;
      const from = base === 'here' ? this.folder : { base, path: '.' };
      return from && { base: from.base, path: `${from.path}/${found.groups?.up ?? ''}/${path.slice(found[0].length)}` };
    }
    return this.folder && isLocalFolder(path) ? { base: this.folder.base, path: `${this.folder.path}/${path}` } : undefined;
  }

  private replace(text: string): string {
    let replaced = text;
    for (let round = 0; round < 4 && replaced.includes('$') && replaced.length < 1000; round++) {
      replaced = replaced.replace(
        /\$(?:(\w+)|[({](\w+)(?::?-([^(){}$]*))?[)}])/g,
        (whole, plain?: string, bracketed?: string, otherwise?: string) => this.variables.get((plain ?? bracketed)!) ?? otherwise ?? whole,
      );
    }
    return replaced;
  }
}

const scriptFolder = String.raw`\$\(\s*dirname\s+(?:--\s+)?"?(?:\$0|\$\{?BASH_SOURCE(?:\[0\])?\}?)"?\s*\)`;

/** Prefixes of paths that do not depend on the current folder. */
const anchors: readonly (readonly [RegExp, Base | 'here'])[] = [
  [new RegExp(String.raw`^\$\(\s*cd\s+(?:-P\s+|--\s+)*"?${scriptFolder}(?<up>[\w./-]*)"?[^()]*(?:&&|;)\s*pwd(?:\s+-P)?\s*\)`), 'file'],
  [new RegExp(`^${scriptFolder}`), 'file'],
  [/^\$\{0%\/\*\}/, 'file'],
  [/^\$\(\s*(?:shell\s+)?git\s+rev-parse\s+--show-toplevel\s*\)/, 'workspace'],
  [/^\$\{?(?:GITHUB_WORKSPACE|CI_PROJECT_DIR)\}?(?=\/|$)/, 'workspace'],
  [/^\$\{\{\s*github\.workspace\s*\}\}/, 'workspace'],
  [/^(?:\$\(\s*(?:shell\s+)?pwd\s*\)|`pwd`|\$\{?PWD\}?(?=\/|$)|\$[({]CURDIR[)}])/, 'here'],
];

function isAssignment(word: string): boolean {
  return /^\w+[:?]?=/.test(word);
}

function splitAssignment(word: string): [name: string, value: string] {
  const equals = word.indexOf('=');
  return [word.slice(0, equals).replace(/[:?]$/, ''), word.slice(equals + 1)];
}

/** The value of `--file`, and the words that are not options. */
function readOptions(args: readonly ShellWord[]): { readonly file: string | undefined; readonly paths: readonly string[] } {
  let file: string | undefined;
  const paths: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const { text } = args[i]!;
    if (text === '-' || !text.startsWith('-')) {
      paths.push(text);
      continue;
    }
    const [, option, inline] = /^(--[^=]*|-\w)=?(.*)$/s.exec(text) ?? [];
    const hasValue = text.includes('=') || (!text.startsWith('--') && text.length > 2);
    const value = hasValue ? inline : switches.has(text) ? undefined : args[++i]?.text;
    if (option === '--file' || option === '-f') file = value;
  }
  return { file, paths };
}

/** A word of a recipe without the prefixes of make: `@` (do not print), `-` (ignore errors), `+` (always run). */
function recipeWord(word: ShellWord, index: number): ShellWord {
  return index === 0 ? { ...word, text: word.text.replace(/^[@+-]+(?=\S)/, '') } : word;
}
