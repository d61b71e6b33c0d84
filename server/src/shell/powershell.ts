import { memoizeWeak } from '../base/memoize.ts';
import type { Span } from '../base/span.ts';
import { hasRole } from '../knowledge/programs.ts';
import type { Instruction } from '../syntax/tree.ts';
import { maskContinuations } from './mask.ts';
import type { ShellScript, ShellWord } from './script.ts';

/** A command of a PowerShell script, at any depth. */
export interface PowerShellCommand extends Span {
  /** As written: a cmdlet, an alias, a function or a program. */
  readonly name: string;
  readonly nameSpan: Span;
  /** The text after the name up to the end of the command, without quoted text. */
  readonly options: string;
}

/** A PowerShell script in an instruction, as far as rules need it: it is not parsed. The span is that of the script, without quotes around it. */
export interface PowerShellScript extends Span {
  /** The text of the script with spaces instead of comments and line continuations, with the same length. */
  readonly code: string;
  /** `code` with underscores instead of quoted text. */
  readonly plain: string;
  /** If cmd runs the script: the text before it (`powershell -Command "`), and whether the script is in double quotes. */
  readonly wrapper: (Span & { readonly program: string; readonly quoted: boolean; readonly options: readonly string[] }) | undefined;
  readonly commands: readonly PowerShellCommand[];
  /** The number of statements outside of braces. */
  readonly statements: number;
}

/**
 * The PowerShell script that the shell form of an instruction runs: all of it, or the argument of `powershell -Command` in cmd. Undefined for
 * other shells and programs. The same script always has the same object.
 *
 * @param script The script of the instruction.
 */
export function powershellOf(instruction: Instruction, script: ShellScript): PowerShellScript | undefined {
  return scriptsOf(script)(instruction);
}

const scriptsOf = memoizeWeak((script: ShellScript) => {
  let known: { readonly value: PowerShellScript | undefined } | undefined;
  return (instruction: Instruction) => (known ??= { value: read(instruction, script) }).value;
});

function read(instruction: Instruction, script: ShellScript): PowerShellScript | undefined {
  if (script.dialect === 'powershell') return scriptIn(instruction, script, script, undefined);
  const wrapper = script.dialect === 'cmd' ? readWrapper(script.words) : undefined;
  if (!wrapper) return undefined;
  const { program, first, options } = wrapper;
  const quoted = /^"[^]*"$/.test(first.raw);
  const start = first.start + (quoted ? 1 : 0);
  const end = quoted ? first.end - 1 : endInCmd(instruction, { start, end: script.end });
  return scriptIn(instruction, script, { start, end }, { start: script.words[0]!.start, end: start, program, quoted, options });
}

/** Options of powershell.exe and pwsh with a value. https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_powershell_exe */
const valued = /^[-/](?:ex\w*|ep|version|v|inputformat|if|outputformat|of|windowstyle|w|configurationname|workingdirectory|wd)$/i;

function readWrapper(words: readonly ShellWord[]): { program: string; first: ShellWord; options: string[] } | undefined {
  const [program, ...rest] = words;
  if (!program || !hasRole(program.value, 'powershellLanguage')) return undefined;
  const options: string[] = [];
  for (let i = 0; i < rest.length; i++) {
    const { value } = rest[i]!;
    if (/^[-/]c(?:ommand)?$/i.test(value)) {
      const first = rest[i + 1];
      return first && first.value !== '-' ? { program: program.value, first, options } : undefined;
    }
    if (/^[-/](?:f(?:ile)?|e(?:nc\w*|c)?)$/i.test(value)) return undefined;
    if (!/^[-/]\w/.test(value)) return { program: program.value, first: rest[i]!, options };
    options.push(value);
    if (valued.test(value)) options.push(rest[++i]?.value ?? '');
  }
  return undefined;
}

/** The operators of cmd end the command that it starts. */
function endInCmd({ source, start: offset }: Instruction, { start, end }: Span): number {
  const text = source.slice(start - offset, end - offset).replaceAll(/"[^"\n]*"/g, (quoted) => '_'.repeat(quoted.length));
  const operator = text.search(/[&|]/);
  return operator < 0 ? end : start + text.slice(0, operator).trimEnd().length;
}

function scriptIn(instruction: Instruction, script: ShellScript, at: Span, wrapper: PowerShellScript['wrapper']): PowerShellScript {
  const { source, start: offset, continuations } = instruction;
  const relative = (span: Span): Span => ({ start: span.start - offset, end: span.end - offset });
  let code = maskContinuations(source, relative(at), continuations.map(relative)).replaceAll('\\\n', '  ');
  for (const comment of script.comments) {
    const [from, to] = [Math.max(comment.start - at.start, 0), Math.min(comment.end - at.start, code.length)];
    if (from < to) code = code.slice(0, from) + code.slice(from, to).replaceAll(/[^\n]/g, ' ') + code.slice(to);
  }
  const plain = code.replaceAll(/'[^']*'|"(?:[^"`]|`[^])*"/g, (quoted) => '_'.repeat(quoted.length));
  return { start: at.start, end: at.end, code, plain, wrapper, commands: commandsIn(plain, at.start), statements: countStatements(plain) };
}

/** A name where a command is expected: at the start, after a separator, a bracket, a pipe, the call operator or an assignment. */
const commandName = /(?:^|[;|{}(&\n]|\$[\w:.]+\s*[-+]?=)\s*([A-Za-z%?][\w.-]*)(?=[\s;|)}]|$)/g;

function commandsIn(plain: string, start: number): PowerShellCommand[] {
  const commands: PowerShellCommand[] = [];
  const pattern = new RegExp(commandName.source, 'g');
  for (let found = pattern.exec(plain); found; found = pattern.exec(plain)) {
    const name = found[1]!;
    const at = found.index + found[0].length - name.length;
    const rest = plain.slice(at + name.length);
    const length = /^[^;|{}()\n]*/.exec(rest)![0].trimEnd().length;
    const end = at + name.length + length;
    const nameSpan = { start: start + at, end: start + at + name.length };
    commands.push({ start: nameSpan.start, end: start + end, name, nameSpan, options: rest.slice(0, length) });
    pattern.lastIndex = at + name.length;
  }
  return commands;
}

function countStatements(plain: string): number {
  let depth = 0;
  let count = 0;
  let isInside = false;
  for (const c of plain) {
    if (c === '{' || c === '(') depth++;
    if (c === '}' || c === ')') depth--;
    if (depth === 0 && (c === ';' || c === '\n')) isInside = false;
    else if (!isInside && /\S/.test(c)) {
      isInside = true;
      count++;
    }
  }
  return count;
}
