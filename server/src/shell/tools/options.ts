import { appendAll } from '../../base/lists.ts';
import type { ShellWord } from '../script.ts';

/** The option syntax of a program. */
export interface OptionSyntax {
  /** Options whose value can be the next word, with their dashes. `--name=value` and `-nvalue` work without an entry. */
  readonly valued: readonly string[];
  /** Whether `-yqq` is `-y -q -q`. Otherwise (go, maven) a word with one dash is one option. */
  readonly combined: boolean;
}

/** One option; several can be in the same word (`-yqq`). */
export interface ToolOption {
  /** Including its dashes. */
  readonly name: string;
  readonly value: string | undefined;
  /** The word that contains it. */
  readonly word: ShellWord;
  /** The word of its value, if that is a separate word. */
  readonly valueWord: ShellWord | undefined;
}

export interface ParsedArguments {
  readonly options: readonly ToolOption[];
  /** All other words, in order. */
  readonly operands: readonly ShellWord[];
  /** The `--` that ends the options. */
  readonly terminator: ShellWord | undefined;
}

/** Splits arguments into options and operands. Options can be at any position; `--` ends them. */
export function parseArguments(args: readonly ShellWord[], { valued, combined }: OptionSyntax): ParsedArguments {
  const options: ToolOption[] = [];
  const operands: ShellWord[] = [];
  let terminator: ShellWord | undefined;
  for (let i = 0; i < args.length; i++) {
    const word = args[i]!;
    const { value: text } = word;
    if (text === '--') {
      terminator = word;
      appendAll(operands, args.slice(i + 1));
      break;
    }
    if (!text.startsWith('-') || text === '-') {
      operands.push(word);
      continue;
    }
    const found = combined && !text.startsWith('--') ? lettersOf(word, valued) : [longOption(word)];
    const last = found.at(-1)!;
    if (last.value === undefined && takesValue(last.name, valued, combined) && i + 1 < args.length) {
      const valueWord = args[++i]!;
      found[found.length - 1] = { ...last, value: valueWord.value, valueWord };
    }
    appendAll(options, found);
  }
  return { options, operands, terminator };
}

/** If a long option can have one dash, two dashes are valid as well (`go build --ldflags x`). */
function takesValue(name: string, valued: readonly string[], combined: boolean): boolean {
  return valued.includes(name) || (!combined && name.startsWith('--') && valued.includes(name.slice(1)));
}

function longOption(word: ShellWord): ToolOption {
  const [, name, value] = /^([^=]*)(?:=(.*))?$/s.exec(word.value)!;
  return { name: name!, value, word, valueWord: undefined };
}

/** `-yqq`, `-q=2`, `-oDpkg::Use-Pty=0`: letters up to the first option with a value. */
function lettersOf(word: ShellWord, valued: readonly string[]): ToolOption[] {
  const found: ToolOption[] = [];
  const letters = word.value.slice(1);
  for (let i = 0; i < letters.length; i++) {
    const name = `-${letters[i]}`;
    const rest = letters.slice(i + 1);
    if (rest !== '' && (rest.startsWith('=') || valued.includes(name))) {
      return [...found, { name, value: rest.replace(/^=/, ''), word, valueWord: undefined }];
    }
    found.push({ name, value: undefined, word, valueWord: undefined });
  }
  return found;
}

/** The first option with one of these names (including dashes). */
export function optionOf(args: ParsedArguments, ...names: readonly string[]): ToolOption | undefined {
  return args.options.find((option) => names.includes(option.name));
}

/** All options with one of these names. */
export function optionsOf(args: ParsedArguments, ...names: readonly string[]): readonly ToolOption[] {
  return args.options.filter((option) => names.includes(option.name));
}

export function hasOption(args: ParsedArguments, ...names: readonly string[]): boolean {
  return optionOf(args, ...names) !== undefined;
}
