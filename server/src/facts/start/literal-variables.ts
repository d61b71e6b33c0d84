import type { Span } from '../../base/span.ts';
import { hasRole, programName } from '../../knowledge/programs.ts';
import type { DockerfileModel } from '../../model/model.ts';
import { innermost } from '../../model/uses.ts';
import type { Instruction, JsonItem } from '../../syntax/tree.ts';
import { isResolvedByProgram } from './own-variables.ts';
import { isOfficialEntrypoint, wrappedCommand } from './process.ts';
import { shellOptions } from '../../shell/tools/shell-options.ts';

/** A variable in the exec form that is not expanded. The span covers it as written. */
export interface LiteralVariable extends Span {
  /** As written: `$PORT`, `${PORT:-80}`. */
  readonly text: string;
}

/** A variable in a string, unless its `$` is escaped or doubled. */
export const variableInString = /(?<![\\$])\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)([^{}]*)\})/g;

/**
 * The variables in the exec form of RUN, CMD, ENTRYPOINT and HEALTHCHECK CMD that no shell expands, so that the program receives them
 * literally. Empty for a CMD that an ENTRYPOINT in shell form overrides.
 */
export function literalVariables(model: DockerfileModel, instruction: Instruction): readonly LiteralVariable[] {
  const inner = innermost(instruction);
  const { json, bodyText } = inner;
  if (!json || !bodyText.includes('$')) return [];
  const before = entrypointWordsOf(model, instruction);
  if (!before || before.some(isUnknownScript)) return [];
  const argv = [...before, ...json.items.map(({ value }) => value)];
  const read = interpretedWords(argv);
  const { lookup } = model.scopeAt(instruction);
  return json.items.flatMap((item, i) => {
    const at = before.length + i;
    if (read.has(at)) return [];
    return variablesIn(item, model.tree.text).filter(({ match: [, plain, braced, rest] }) => {
      // In lower case, `$` and letters in a text can be anything: a password, a query (`?$filter=`).
      if (plain !== undefined && plain === plain.toLowerCase() && !lookup(plain)) return false;
      return !isResolvedByProgram({ name: plain ?? braced!, rest }, argv, at);
    });
  });
}

/** Whether an ENTRYPOINT is a script that may expand its arguments (`eval "$@"`), other than those of official images. */
function isUnknownScript(word: string): boolean {
  const name = programName(word);
  return /\.(?:sh|bash)$|entrypoint/.test(name) && !isOfficialEntrypoint(word);
}

/**
 * The words of the ENTRYPOINT before an exec form: CMD is the arguments of ENTRYPOINT, in whatever order they are written. Empty for other
 * instructions; undefined for a CMD that an ENTRYPOINT in shell form overrides.
 */
export function entrypointWordsOf(model: DockerfileModel, instruction: Instruction): readonly string[] | undefined {
  const stage = model.stageOf(instruction);
  const isCmd = innermost(instruction).keyword === 'CMD' && !isHealthcheck(instruction);
  const entrypoint = isCmd && stage ? model.configOf(stage).entrypoint?.value : undefined;
  return entrypoint?.form === 'shell' ? undefined : (entrypoint?.words ?? []);
}

function isHealthcheck(instruction: Instruction): boolean {
  return instruction.keyword === 'HEALTHCHECK' || (instruction.trigger !== undefined && isHealthcheck(instruction.trigger));
}

function variablesIn(item: JsonItem, text: string): readonly (LiteralVariable & { readonly match: RegExpExecArray })[] {
  return [...text.slice(item.start, item.end).matchAll(variableInString)].map((match) => {
    const start = item.start + match.index;
    return { start, end: start + match[0].length, text: match[0], match };
  });
}

/**
 * The indexes of the words in which a `$` is special: the command line of a shell, and all words of a program whose language uses `$`. A
 * script receives its arguments literally, whatever shell runs it.
 */
export function interpretedWords(argv: readonly string[]): ReadonlySet<number> {
  const read = new Set<number>();
  for (let at = 0; at < argv.length;) at = readProgram(argv, at, read);
  return read;
}

/** Adds the words in which the program at `at` interprets `$`. Returns the index of the next program that may run, or the end. */
function readProgram(argv: readonly string[], at: number, read: Set<number>): number {
  const program = argv[at]!;
  const wrapped = wrappedCommand(argv.slice(at));
  if (wrapped) {
    if (wrapped.script !== undefined) read.add(at + wrapped.script);
    return at + Math.max(1, wrapped.at);
  }
  if (hasRole(program, 'dollarLanguage', 'shellRunner')) {
    for (let i = at; i < argv.length; i++) read.add(i);
    return argv.length;
  }
  if (hasRole(program, 'shell')) {
    const { command, script } = shellOptions(program, argv.slice(at + 1));
    for (let i = command?.first ?? 0; i < (command?.end ?? 0); i++) read.add(at + 1 + i);
    if (!command) return Math.min(argv.length, at + 1 + script);
    // The command line may run its arguments: `sh -c 'exec "$@"' -- app`.
    return /\$[@*]/.test(argv[at + 1 + command.first]!) ? at + 1 + command.end : argv.length;
  }
  // Many programs run a command in their arguments: `conda run -n x bash -c TEXT`, an entrypoint script.
  const next = argv.findIndex(
    (word, i) => i > at && (hasRole(word, 'shell', 'dollarLanguage', 'shellRunner') || wrappedCommand([word, '']) !== undefined),
  );
  return next < 0 ? argv.length : next;
}
