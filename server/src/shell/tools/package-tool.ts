import type { ShellCommand, ShellWord } from '../script.ts';
import { hasOption, optionsOf, parseArguments } from './options.ts';
import type { OptionSyntax, ParsedArguments } from './options.ts';

export type PackageToolName =
  | 'apt-get' | 'apt' | 'aptitude' | 'apk' | 'yum' | 'dnf' | 'microdnf' | 'tdnf' | 'zypper' | 'pacman'
  | 'npm' | 'yarn' | 'pnpm' | 'bun' | 'pip' | 'pipx' | 'pipenv' | 'poetry' | 'pdm' | 'uv' | 'conda'
  | 'go' | 'cargo' | 'bundler' | 'gem' | 'composer' | 'maven' | 'gradle' | 'dotnet'; // prettier-ignore

/**
 * install: packages are put in place. download: fetched, no more (`go mod download`). build: the project is built, and what it
 * depends on with it. update: the lists of what there is are fetched (`apt-get update`). upgrade: what is installed is renewed.
 */
export type PackageVerb = 'install' | 'download' | 'build' | 'update' | 'upgrade' | 'remove' | 'clean' | 'run' | 'other';

/** A package that a command names. */
export interface PackageRequest {
  readonly name: string;
  /** What follows the name's `=`, `==`, `@`, `~=`, ...; undefined where any version will do. */
  readonly version: string | undefined;
  /** A name in the tool's repository, a path in the file system, or an address. */
  readonly source: 'repository' | 'path' | 'url';
  readonly word: ShellWord;
}

/** What a command of a package manager means. */
export interface PackageCommand {
  readonly tool: PackageToolName;
  /** Packages of the operating system, or libraries of a language. */
  readonly kind: 'system' | 'language';
  /** The command itself, without what wraps it. */
  readonly command: ShellCommand;
  /** The word that names the program (`apt-get`). */
  readonly toolWord: ShellWord;
  readonly verb: PackageVerb;
  /** As the author says it: `install`, `i`, `mod download`, `dependency:go-offline`; empty where it is left out (`yarn`). */
  readonly verbText: string;
  readonly verbWord: ShellWord | undefined;
  readonly packages: readonly PackageRequest[];
  /** It asks nothing, because of an option or because it never does. */
  readonly assumeYes: boolean;
  /** The option that answers all questions; undefined where the tool never asks. */
  readonly yesOption: string | undefined;
  /** It leaves out packages that are merely recommended. */
  readonly noRecommends: boolean;
  readonly args: ParsedArguments;
  /** It goes by the manifests of the working directory (`npm ci`, `pip install -r`), not by packages it names alone. */
  readonly project: boolean;
  /**
   * Its command line says that it needs the project's own sources, not just its manifests (`pip install .`, `go build`). The
   * manifests themselves may say so too (`postinstall`, `file:`, `replace`): see the build context for those.
   */
  readonly local: boolean;
  /** Files that an option names (`-r requirements.txt`). */
  readonly manifests: readonly ShellWord[];
}

/** What the reader of a tool decides once verb and operands are known. */
export interface VerbMeaning {
  readonly verb: PackageVerb;
  readonly project?: boolean;
  readonly local?: boolean;
}

/** Refines what the verb alone says. */
export type ReadMeaning = (verb: PackageVerb, verbText: string, packages: readonly PackageRequest[], args: ParsedArguments) => VerbMeaning;

/** A package manager as data: how its command lines are to be read. */
export interface PackageTool {
  readonly tool: PackageToolName;
  readonly kind: 'system' | 'language';
  /** Matches the program's name, its folder taken off. */
  readonly program: RegExp;
  readonly syntax: OptionSyntax;
  /** Verbs of one or two words. Unlisted ones are `other`. */
  readonly verbs: Readonly<Record<string, PackageVerb>>;
  /** Where an option says what to do (`pacman -Syu`): the first of these that fits the options' letters and whether packages are named. */
  readonly operations?: readonly { readonly option: RegExp; readonly named?: boolean; readonly verb: PackageVerb }[];
  /** The verb where none is written. */
  readonly bare?: PackageVerb;
  /** Options that answer all questions, the usual one first; `always` where it never asks. */
  readonly yes: readonly string[] | 'always';
  readonly assumesYes?: (args: ParsedArguments, verbText: string) => boolean;
  readonly skipsRecommends?: (args: ParsedArguments) => boolean;
  /** Parts a word into name and version: two groups. */
  readonly request: RegExp;
  /** Options that name files of requirements. */
  readonly manifestOptions?: readonly string[];
  /** Options whose value is a package (`pip install -e .`). */
  readonly packageOptions?: readonly string[];
  /** Refines the meaning by operands and options. */
  readonly meaning?: ReadMeaning;
}

/** Verbs behind which operands are packages. */
const naming: ReadonlySet<PackageVerb> = new Set(['install', 'download', 'upgrade', 'remove']);

/** Reads a command of that tool; the command is already without its wrappers. */
export function readWith(tool: PackageTool, command: ShellCommand, toolWord: ShellWord): PackageCommand {
  const all = parseArguments(command.args, tool.syntax);
  // `cargo +nightly build`: a toolchain before the verb is none of its operands.
  const operands = all.operands[0]?.value.startsWith('+') ? all.operands.slice(1) : all.operands;
  const { words, text, verb, rest } = tool.operations ? operationOf(tool.operations, command, operands) : verbOf(tool, operands);
  const args: ParsedArguments = { options: all.options, operands: rest };
  const named = naming.has(verb) ? args.operands : [];
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
    packages,
    assumeYes: tool.yes === 'always' || hasOption(args, ...tool.yes) || (tool.assumesYes?.(args, text) ?? false),
    yesOption: tool.yes === 'always' ? undefined : tool.yes[0],
    noRecommends: tool.skipsRecommends?.(args) ?? false,
    args,
    project: meaning.verb !== 'clean' && ((meaning.project ?? false) || manifests.length > 0),
    local: meaning.local ?? false,
    manifests,
  };
}

/** What a command line says to do, and the operands that are no part of saying it. */
interface Verb {
  readonly words: readonly ShellWord[];
  readonly text: string;
  readonly verb: PackageVerb;
  readonly rest: readonly ShellWord[];
}

/** A verb of two words (`mod download`) wins over one of one word. */
function verbOf({ verbs, bare }: PackageTool, operands: readonly ShellWord[]): Verb {
  for (const length of [2, 1]) {
    const words = operands.slice(0, length);
    const text = words.map((word) => word.value).join(' ');
    if (words.length === length && (length === 1 || Object.hasOwn(verbs, text)))
      return { words, text, verb: verbs[text] ?? 'other', rest: operands.slice(length) };
  }
  return { words: [], text: '', verb: bare ?? 'other', rest: operands };
}

function operationOf(operations: NonNullable<PackageTool['operations']>, { args }: ShellCommand, operands: readonly ShellWord[]): Verb {
  for (const { option, named, verb } of operations) {
    const word = args.find(({ value }) => option.test(value));
    if (word && (named === undefined || named === operands.length > 0)) return { words: [word], text: word.value, verb, rest: operands };
  }
  return { words: [], text: '', verb: 'other', rest: operands };
}

/** The value of an option as a word: one of its own, or the part of `--name=value` and `-nvalue` behind the name. */
function valueWordOf({ value = '', word, valueWord }: ParsedArguments['options'][number]): ShellWord {
  if (valueWord) return valueWord;
  const start = word.end - (word.raw.endsWith(value) ? value.length : 0);
  return start === word.end ? { ...word, value } : { ...word, start, raw: value, value };
}

/** A package as a file. */
const archive = /\.(apk|deb|rpm|whl|gem|tgz|tar\.gz|zip)$/;

function requestOf(word: ShellWord, pattern: RegExp): PackageRequest {
  const { value } = word;
  if (/^[a-z+]+:\/\/|^git@|^git\+/.test(value)) return { name: value, version: undefined, source: 'url', word };
  if (archive.test(value) || /^(\.{0,2}\/|\.{1,2}(?=$|\[)|~\/|file:)/.test(value))
    return { name: value, version: undefined, source: 'path', word };
  const [, name = value, version] = pattern.exec(value) ?? [];
  return { name, version: version || undefined, source: 'repository', word };
}
