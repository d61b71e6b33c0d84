import { hasRole } from '../../../knowledge/programs.ts';
import { baseName } from '../../../base/paths.ts';
import type { Facts } from '../../../facts/facts.ts';
import type { Stage } from '../../../model/model.ts';
import type { ShellCommand, ShellScript, ShellWord } from '../../../shell/script.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { FixLevel, ReportedFix, RuleContext } from '../../../linter/rule.ts';
import { isFollowedByUnknown } from '../../../syntax/instruction-at.ts';
import { readJsonLikeArray } from '../../../syntax/json-like-array.ts';

type MessageId = 'cmd' | 'entrypoint' | 'arguments' | 'execForm' | 'exec';

export const rule = defineRule({
  id: 'shell-form-cmd',
  category: 'runtime',
  severity: 'info',
  fix: 'safe',
  mayChange: 'the words of a shell command become a JSON array',
  since: '0.1.0',
  aliases: ['DL3025', 'JSONArgsRecommended', 'S7019'],
  checks: [185],
  summary: 'CMD or ENTRYPOINT in shell form runs in a shell, which may not forward the stop signal.',
  messages: {
    cmd: 'A shell starts {program} and may not forward the stop signal: docker stop then waits 10 seconds and kills it. Use exec form.',
    entrypoint: 'A shell starts {program}: it may not forward the stop signal, and it ignores CMD and docker run arguments. Use exec form.',
    arguments: 'ENTRYPOINT receives "/bin/sh", "-c" and this whole text as its arguments. Use exec form to pass separate arguments.',
    execForm: 'Use exec form',
    exec: 'Replace the shell with {program} (exec)',
  },
  withinStage: true,
  on: {
    stage(stage, context) {
      for (const keyword of ['CMD', 'ENTRYPOINT'] as const) {
        const last = stage.instructions.findLast((instruction) => instruction.keyword === keyword);
        if (last) reportShellForm(last, stage, context);
      }
    },
  },
});

/**
 * Reports nothing if an array was meant, if SHELL is set, if `exec` is used already, if the shell does more than wait for one program, or
 * if the command ends immediately.
 */
function reportShellForm(instruction: Instruction, stage: Stage, context: RuleContext<MessageId>): void {
  const script = context.scriptOf(instruction);
  if (!script || script.opaque || script.errors.length > 0 || stage.os === 'windows') return;
  if (context.model.configBefore(instruction).shell.from !== 'default') return;
  if (readJsonLikeArray(instruction.bodyText)) return;
  const last = script.pieces.at(-1);
  const [program] = last?.commands ?? [];
  if (last?.kind !== 'command' || last.background || !program?.name || hasRole(program.name, 'builtinOnly')) return;
  if (script.pieces.some((piece) => piece.background)) return;
  if (instruction.keyword === 'CMD' && hasRole(program.name, 'endsAtOnce')) return;
  const message = messageFor(instruction, stage, context);
  if (!message) return;
  context.report({
    at: instruction.keywordSpan,
    message,
    data: { program: baseName(program.name) },
    fixes: fixesFor(instruction, script, program, stage, context),
  });
}

/** Undefined for a CMD that an ENTRYPOINT in shell form ignores: then the ENTRYPOINT is reported. */
function messageFor({ keyword }: Instruction, stage: Stage, { facts }: RuleContext): MessageId | undefined {
  if (keyword === 'ENTRYPOINT') return 'entrypoint';
  const { cmdRole } = facts.startOf(stage);
  return cmdRole === 'ignored' ? undefined : cmdRole === 'arguments' ? 'arguments' : 'cmd';
}

function fixesFor(
  instruction: Instruction,
  script: ShellScript,
  program: ShellCommand,
  stage: Stage,
  context: RuleContext<MessageId>,
): readonly ReportedFix<MessageId>[] {
  const words = wordsWithoutShell(script, program);
  if (words) {
    if (instruction.comments.length > 0) return [];
    const newText = jsonArray(words, context.text);
    return [
      { title: 'execForm', level: levelFor(instruction, words[0]!.value, stage, context), edits: [{ ...instruction.body, newText }] },
    ];
  }
  if (program.assignments.length > 0) return [];
  const edits = [{ start: program.start, end: program.start, newText: 'exec ' }];
  return [{ title: 'exec', data: { program: baseName(program.name!) }, level: 'suggestion', edits }];
}

/** The words of the command, if the shell does nothing else: no variables, patterns, redirections or other commands. */
function wordsWithoutShell(script: ShellScript, program: ShellCommand): readonly ShellWord[] | undefined {
  const { nameWord, args, assignments, redirects } = program;
  if (!nameWord || script.pieces.length > 1 || assignments.length > 0 || redirects.length > 0 || script.comments.length > 0)
    return undefined;
  const words = [nameWord, ...args];
  return words.every(isPlain) ? words : undefined;
}

/** An array that would be longer than this many characters keeps the lines of the author. */
const longLine = 100;

function jsonArray(words: readonly ShellWord[], text: string): string {
  const line = `[${words.map(({ value }) => JSON.stringify(value)).join(', ')}]`;
  if (line.length <= longLine) return line;
  return `[${words.map((word, i) => gapBefore(word, words[i - 1], text) + JSON.stringify(word.value)).join('')}]`;
}

/** The comma between two words of the array. Words on lines of their own stay there: Docker joins the lines before it reads the array. */
function gapBefore({ start }: ShellWord, previous: ShellWord | undefined, text: string): string {
  if (!previous) return '';
  const gap = text.slice(previous.end, start);
  return `,${gap.includes('\n') ? gap : ' '}`;
}

/** Whether every shell reads the word literally. Only some shells expand a tilde and braces. */
function isPlain({ literal, raw }: ShellWord): boolean {
  return literal && !/^~|[{}]/.test(raw);
}

/**
 * The fix is safe if the same program gets the same arguments without the shell: for a CMD without an ENTRYPOINT and for an ENTRYPOINT
 * without a CMD (which the shell form ignored), if the program is an installed one. A shell also runs scripts without a `#!` line, and may
 * have a builtin with that name.
 */
function levelFor(instruction: Instruction, program: string, stage: Stage, { model, facts }: RuleContext): FixLevel {
  const config = model.configOf(stage);
  const alone = instruction.keyword === 'CMD' ? facts.startOf(stage).cmdRole === 'started' : (config.cmd?.value.words.length ?? 0) === 0;
  return alone && isInstalled(program, stage, facts) && !isFollowedByUnknown(instruction, stage.instructions) ? 'safe' : 'suggestion';
}

function isInstalled(program: string, stage: Stage, { copyOf }: Facts): boolean {
  const copied = stage.instructions.flatMap((instruction) => {
    const copy = copyOf(instruction);
    return copy ? [...copy.sources, ...(copy.destination ? [copy.destination] : [])] : [];
  });
  return /^[\w-]+$/.test(program) && !hasRole(program, 'builtin') && !copied.some(({ text }) => baseName(text) === program);
}
