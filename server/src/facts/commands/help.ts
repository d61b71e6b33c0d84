import type { FixedMessage } from '../../base/message.ts';
import type { Span } from '../../base/span.ts';
import type { CommandHelp } from '../../knowledge/command-help/help.ts';
import { helpOf, optionsOf, subcommandsOf } from '../../knowledge/command-help/index.ts';
import { hasRole } from '../../knowledge/programs.ts';
import type { CommandReading } from '../../shell/reading.ts';
import type { ShellWord } from '../../shell/script.ts';

/** An option of a command, with what it does. */
export interface ExplainedOption {
  /** As one option, even where several share a dash: `-f` of `-fsSL`. */
  readonly name: string;
  /** The value that the phrase names; undefined if it takes none. */
  readonly value: string | undefined;
  readonly phrase: FixedMessage;
  /** The word that it is written in. */
  readonly word: Span;
}

/** A command with what it and its known options do. */
export interface ExplainedCommand {
  /** The command as written, on one line. */
  readonly written: string;
  readonly summary: FixedMessage;
  readonly options: readonly ExplainedOption[];
  /** The words that name the program and its subcommand. */
  readonly names: readonly Span[];
}

/** Explains a command by the tables in knowledge/command-help. Returns undefined if its program is not in them. */
export function explainCommand({ command, inner, program }: CommandReading): ExplainedCommand | undefined {
  if (program === undefined || !command.nameWord || !inner.nameWord) return undefined;
  const { name, args, module } = moduleOf(program, inner.args);
  const help = helpOf(name);
  if (!help) return undefined;
  const subcommands = subcommandsOf(help);
  const word = args.find(({ value }) => subcommands.has(value));
  const subcommand = word && subcommands.get(word.value);
  const options = new Map([...optionsOf(help), ...(subcommand ? optionsOf(subcommand) : [])]);
  return {
    written: [command.nameWord, ...command.args].map(({ raw }) => raw.replace(/\s+/g, ' ')).join(' '),
    summary: (subcommand ?? help).summary,
    options: readOptions(args, options, help.style ?? 'bundled'),
    names: [inner.nameWord, ...module, ...(word ? [word] : [])],
  };
}

/** `python -m pip install` is pip. */
function moduleOf(program: string, args: readonly ShellWord[]): { name: string; args: readonly ShellWord[]; module: readonly ShellWord[] } {
  const [option, module] = args;
  const isModule = hasRole(program, 'interpreter') && option?.value === '-m' && module && helpOf(module.value);
  return isModule ? { name: module.value, args: args.slice(2), module: [module] } : { name: program, args, module: [] };
}

type Phrases = ReadonlyMap<string, FixedMessage>;

function takesValue(phrase: FixedMessage): boolean {
  return phrase.text.includes('{value}');
}

/** The known options in the words after the program, in order; each one once. */
function readOptions(args: readonly ShellWord[], phrases: Phrases, style: NonNullable<CommandHelp['style']>): readonly ExplainedOption[] {
  const found = new Map<string, ExplainedOption>();
  let next = 0;
  const add = (name: string, word: ShellWord, own?: string): boolean => {
    const phrase = phrases.get(name);
    if (!phrase) return false;
    // A value is in the same word, or it is the next word.
    const value = takesValue(phrase) ? (own ?? args[next++]?.value) : undefined;
    const isKnown = !takesValue(phrase) || value !== undefined;
    if (isKnown && !found.has(name)) found.set(name, { name, value, phrase, word });
    return isKnown;
  };
  while (next < args.length) {
    const word = args[next++]!;
    const text = style === 'tar' && next === 1 && /^[A-Za-z]+$/.test(word.value) ? `-${word.value}` : word.value;
    if (text === '--') break;
    if (style === 'set') readSetOptions(text, word, add, () => args[next++]);
    else if (!/^[-+]./.test(text) || add(text, word)) continue;
    else if (text.startsWith('--') || style === 'word') addWithValue(text, word, add);
    else readBundle(text, word, phrases, add);
  }
  return [...found.values()];
}

type Add = (name: string, word: ShellWord, value?: string) => boolean;

/** `--omit=dev` */
function addWithValue(text: string, word: ShellWord, add: Add): void {
  const at = text.indexOf('=');
  if (at > 0) add(text.slice(0, at), word, text.slice(at + 1));
}

/** `-fsSL`, `-j8`, `-DNAME=value`: the rest of the word after an option with a value is its value. */
function readBundle(text: string, word: ShellWord, phrases: Phrases, add: Add): void {
  for (let i = 1; i < text.length; i++) {
    const name = `-${text[i]!}`;
    const phrase = phrases.get(name);
    const rest = text.slice(i + 1);
    add(name, word, phrase && takesValue(phrase) && rest !== '' ? rest : undefined);
    if (phrase && takesValue(phrase) && rest !== '') return;
  }
}

/** `-eux`, `-euo pipefail`. `+x` turns an option off. */
function readSetOptions(text: string, word: ShellWord, add: Add, takeNext: () => ShellWord | undefined): void {
  if (!/^-[A-Za-z]+$/.test(text)) return;
  for (const letter of text.slice(1)) {
    const name = letter === 'o' ? takeNext() : undefined;
    if (!name) add(`-${letter}`, word);
    else if (!add(name.value, name)) add('-o', name, name.value);
  }
}
