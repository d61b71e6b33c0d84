import type { Span } from '../../base/span.ts';
import type { ShellCommand, ShellWord } from '../script.ts';
import { hasOption, optionsOf, parseArguments } from './options.ts';
import type { OptionSyntax, ParsedArguments } from './options.ts';

export type PackageToolName =
  | 'apt-get' | 'apt' | 'aptitude' | 'apk' | 'yum' | 'dnf' | 'microdnf' | 'tdnf' | 'zypper' | 'pacman'
  | 'npm' | 'yarn' | 'pnpm' | 'bun' | 'pip' | 'pipx' | 'pipenv' | 'poetry' | 'pdm' | 'uv' | 'conda'
  | 'go' | 'cargo' | 'bundler' | 'gem' | 'composer' | 'maven' | 'gradle' | 'dotnet'; // prettier-ignore

/**
 * `install`: packages are installed. `download`: packages are only downloaded (`go mod download`). `build`: the project is built with its
 * dependencies. `update`: package lists are downloaded (`apt-get update`). `upgrade`: installed packages are upgraded.
 */
export type PackageVerb = 'install' | 'download' | 'build' | 'update' | 'upgrade' | 'remove' | 'clean' | 'run' | 'other';

/** A package in the arguments of a command. */
export interface PackageRequest {
  readonly name: string;
  /** The text after the name's `=`, `==`, `@`, `~=`, ...; undefined if any version is accepted. */
  readonly version: string | undefined;
  /** A name in the tool's repository, a path in the file system, or a URL. */
  readonly source: 'repository' | 'path' | 'url';
  readonly word: ShellWord;
}

/** The parsed command of a package manager. */
export interface PackageCommand {
  readonly tool: PackageToolName;
  /** Packages of the operating system, or packages of a programming language. */
  readonly kind: 'system' | 'language';
  /** The command itself, without wrappers. */
  readonly command: ShellCommand;
  /** The word with the program (`apt-get`). */
  readonly toolWord: ShellWord;
  readonly verb: PackageVerb;
  /** As written: `install`, `i`, `mod download`, `dependency:go-offline`; empty if it is omitted (`yarn`). */
  readonly verbText: string;
  readonly verbWord: ShellWord | undefined;
  /** The empty span where another option can be inserted, with a space before it. */
  readonly optionPlace: Span;
  readonly packages: readonly PackageRequest[];
  /** Whether it does not prompt, because of an option or because the tool never does. */
  readonly assumeYes: boolean;
  /** The option that answers all prompts; undefined if the tool never prompts. */
  readonly yesOption: string | undefined;
  /** Whether recommended packages are not installed. */
  readonly noRecommends: boolean;
  /** Whether it downloads package lists before it does anything else (`apt-get update`, `apt-get install --update`). */
  readonly updatesLists: boolean;
  readonly args: ParsedArguments;
  /** Whether it reads the manifests in the working directory (`npm ci`, `pip install -r`), not only its arguments. */
  readonly project: boolean;
  /**
   * Whether its command line requires the project's sources, not only its manifests (`pip install .`, `go build`). The manifests can
   * require them as well (`postinstall`, `file:`, `replace`): the readers of the build context check that.
   */
  readonly local: boolean;
  /** Files in options (`-r requirements.txt`). */
  readonly manifests: readonly ShellWord[];
}

/** The result of a tool's reader, once verb and operands are known. */
export interface VerbMeaning {
  readonly verb: PackageVerb;
  readonly project?: boolean;
  readonly local?: boolean;
}

/** Refines the meaning of a verb. */
export type ReadMeaning = (verb: PackageVerb, verbText: string, packages: readonly PackageRequest[], args: ParsedArguments) => VerbMeaning;

/** The command line syntax of a package manager. */
export interface PackageTool {
  readonly tool: PackageToolName;
  readonly kind: 'system' | 'language';
  /** Matches the program's name without its folder. */
  readonly program: RegExp;
  readonly syntax: OptionSyntax;
  /** Verbs of one or two words. Other verbs are `other`. */
  readonly verbs: Readonly<Record<string, PackageVerb>>;
  /** If an option is the verb (`pacman -Syu`): the first entry that matches the option's letters and whether packages are named. */
  readonly operations?: readonly { readonly option: RegExp; readonly named?: boolean; readonly verb: PackageVerb }[];
  /** The verb if there are no operands. */
  readonly defaultVerb?: PackageVerb;
  /** Options that answer all prompts, most common first; `always` if the tool never prompts. */
  readonly yes: readonly string[] | 'always';
  readonly assumesYes?: (args: ParsedArguments, verbText: string) => boolean;
  readonly skipsRecommends?: (args: ParsedArguments) => boolean;
  /** Whether a verb other than `update` downloads package lists first. */
  readonly updatesFirst?: (args: ParsedArguments, verb: PackageVerb) => boolean;
  /** Splits a word into name and version: two groups. */
  readonly request: RegExp;
  /** Options whose value is a file of requirements. */
  readonly manifestOptions?: readonly string[];
  /** Options whose value is a package (`pip install -e .`). */
  readonly packageOptions?: readonly string[];
  /** Refines the meaning with operands and options. */
  readonly meaning?: ReadMeaning;
}

/** Verbs whose operands are packages. */
const verbsWithPackages: ReadonlySet<PackageVerb> = new Set(['install', 'download', 'upgrade', 'remove']);

/** Reads a command of that tool. The command has no wrappers. */
export function readToolCommand(tool: PackageTool, command: ShellCommand, toolWord: ShellWord): PackageCommand {
  const all = parseArguments(command.args, tool.syntax);
  // `cargo +nightly build`: a toolchain before the verb is not an operand.
  const operands = all.operands[0]?.value.startsWith('+') ? all.operands.slice(1) : all.operands;
  const { words, text, verb, rest } = tool.operations ? operationOf(tool.operations, command, operands) : verbOf(tool, operands);
  const args: ParsedArguments = { ...all, operands: rest };
  const named =
    verbsWithPackages.has(verb) && (args.operands.length > 0 || tool.kind !== 'system') ? args.operands : splitValues(verb, args);
  const byOption = optionsOf(args, ...(tool.packageOptions ?? []));
  const packages = [...named, ...byOption.map((option) => valueWordOf(option))].map((word) => requestOf(word, tool.request));
  const manifests = optionsOf(args, ...(tool.manifestOptions ?? [])).map((option) => valueWordOf(option));
  const meaning = tool.meaning?.(verb, text, packages, args) ?? { verb };
  return {
    tool: tool.tool,
    kind: tool.kind,
    command,
    toolWord,
    verb: meaning.verb,
    verbText: text,
    verbWord: words[0],
    optionPlace: optionPlace(toolWord, words[0], command, args),
    packages,
    assumeYes: tool.yes === 'always' || hasOption(args, ...tool.yes) || (tool.assumesYes?.(args, text) ?? false),
    yesOption: tool.yes === 'always' ? undefined : tool.yes[0],
    noRecommends: tool.skipsRecommends?.(args) ?? false,
    updatesLists: meaning.verb === 'update' || (tool.updatesFirst?.(args, meaning.verb) ?? false),
    args,
    project: meaning.verb !== 'clean' && ((meaning.project ?? false) || manifests.length > 0),
    local: meaning.local ?? false,
    manifests,
  };
}

/** After the verb, unless a `--` before it ends the options: `apk -- add x`. */
function optionPlace(toolWord: ShellWord, verbWord: ShellWord | undefined, { args }: ShellCommand, { terminator }: ParsedArguments): Span {
  const isEnded = terminator && !(verbWord && verbWord.start < terminator.start);
  const { end } = (isEnded ? args[args.indexOf(terminator) - 1] : verbWord) ?? toolWord;
  return { start: end, end };
}

/** The verb of a command line, and the remaining operands. */
interface Verb {
  readonly words: readonly ShellWord[];
  readonly text: string;
  readonly verb: PackageVerb;
  readonly rest: readonly ShellWord[];
}

/** A verb of two words (`mod download`) takes precedence over one of one word. */
function verbOf({ verbs, defaultVerb }: PackageTool, operands: readonly ShellWord[]): Verb {
  for (const length of [2, 1]) {
    const words = operands.slice(0, length);
    const text = words.map((word) => word.value).join(' ');
    if (words.length === length && (length === 1 || Object.hasOwn(verbs, text)))
      return { words, text, verb: verbs[text] ?? 'other', rest: operands.slice(length) };
  }
  return { words: [], text: '', verb: defaultVerb ?? 'other', rest: operands };
}

function operationOf(operations: NonNullable<PackageTool['operations']>, { args }: ShellCommand, operands: readonly ShellWord[]): Verb {
  for (const { option, named, verb } of operations) {
    const word = args.find(({ value }) => option.test(value));
    if (word && (named === undefined || named === operands.length > 0)) return { words: [word], text: word.value, verb, rest: operands };
  }
  return { words: [], text: '', verb: 'other', rest: operands };
}

/**
 * `apk add --virtual $DEPS`: if nothing else is installed, the variable without quotes holds the value of the option and the packages. Its
 * word then stands for packages that are not known.
 */
function splitValues(verb: PackageVerb, { options }: ParsedArguments): readonly ShellWord[] {
  if (verb !== 'install') return [];
  return options.flatMap(({ valueWord }) => (valueWord?.variables.some(({ quoted }) => !quoted) ? valueWord : []));
}

/** The value of an option as a word: a separate word, or the part of `--name=value` and `-nvalue` after the name. */
function valueWordOf({ value = '', word, valueWord }: ParsedArguments['options'][number]): ShellWord {
  if (valueWord) return valueWord;
  const start = word.end - (word.raw.endsWith(value) ? value.length : 0);
  return start === word.end ? { ...word, value } : { ...word, start, raw: value, value };
}

/** File names of packages. */
const archive = /\.(apk|deb|rpm|whl|gem|tgz|tar\.gz|zip)$/;

function requestOf(word: ShellWord, pattern: RegExp): PackageRequest {
  const { value } = word;
  if (/^[a-z+]+:\/\/|^git@|^git\+/.test(value)) return { name: value, version: undefined, source: 'url', word };
  if (archive.test(value) || /^(\.{0,2}\/|\.{1,2}(?=$|\[)|~\/|file:)/.test(value))
    return { name: value, version: undefined, source: 'path', word };
  const [, name = value, version] = pattern.exec(value) ?? [];
  return { name, version: version || undefined, source: 'repository', word };
}
