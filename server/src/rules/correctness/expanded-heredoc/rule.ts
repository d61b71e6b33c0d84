import { covers, touches } from '../../../base/span.ts';
import type { Span } from '../../../base/span.ts';
import { quotedMarker } from '../../../linter/edits/heredoc.ts';
import { readHeredocText } from '../../../syntax/heredoc-text.ts';
import type { ShellCommand } from '../../../shell/script.ts';
import type { Heredoc, Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { FixLevel, ReportedFix, RuleContext as AnyContext } from '../../../linter/rule.ts';

type MessageId = 'parameters' | 'backslashes' | 'by-shell' | 'quote' | 'escape';
type RuleContext = AnyContext<MessageId>;

export const rule = defineRule<MessageId>({
  id: 'expanded-heredoc',
  category: 'correctness',
  severity: 'warning',
  fix: 'safe',
  mayChange: 'the text of the here-document is kept as it is written',
  since: '0.1.0',
  aliases: [],
  checks: [],
  summary: 'A here-document without quotes loses parts of its text, because Docker or the shell expands it.',
  messages: {
    parameters: 'Docker expands this text, so that it loses {found}. Quote the delimiter to keep the text: {marker}.',
    backslashes: 'Docker expands this text and removes its backslashes. Quote the delimiter to keep them: {marker}.',
    'by-shell': 'The shell expands this text, so that it loses {found}. Quote the delimiter to keep the text: {marker}.',
    quote: 'Change to {marker}',
    escape: 'Escape with backslashes',
  },
  onbuild: true,
  on: { COPY: checkFile, ADD: checkFile, RUN: checkScript },
});

function checkFile(instruction: Instruction, context: RuleContext): void {
  const { heredocs } = instruction;
  for (const heredoc of heredocs) if (heredoc.expand) checkText(heredoc, instruction, context);
}

function checkText(heredoc: Heredoc, instruction: Instruction, context: RuleContext): void {
  const { text, model } = context;
  const { parameters, removed, escapes } = readHeredocText(text, heredoc.body);
  if (parameters.length + removed.length === 0) return;
  const uses = instruction.variables.filter((use) => covers(heredoc.body, use));
  const resolved = uses.some((use) => use.modifier !== '' || model.resolve(instruction, use) !== undefined);
  const level: FixLevel = removed.length === 0 && (uses.length === 0 || model.scopeAt(instruction).closed) ? 'safe' : 'suggestion';
  const edits = [...parameters, ...removed].map(({ start }) => ({ start, end: start, newText: '\\' })).sort((a, b) => a.start - b.start);
  const fix: ReportedFix<MessageId> =
    resolved || escapes.length > 0 ? { title: 'escape', level: 'suggestion', edits } : quoteFix(heredoc.marker, level, text);
  const data = { found: parameters.length > 0 ? named(parameters, text) : '', marker: quotedMarker(text, heredoc.marker) };
  context.report({ at: heredoc.marker, message: parameters.length > 0 ? 'parameters' : 'backslashes', data, fixes: [fix] });
}

/**
 * The shell of a RUN has no arguments, so that `$1` and `$@` are empty in the here-documents of its script. The script itself may be a
 * here-document of Docker, which may contain others.
 */
function checkScript(instruction: Instruction, context: RuleContext): void {
  if (instruction.heredocs.length === 0) return;
  const script = context.scriptOf(instruction);
  const { text } = context;
  if (!script || script.commands.some(setsParameters)) return;
  const parameters = script.parameters.filter(({ inHeredoc, inFunction, name }) => inHeredoc && !inFunction && /^[1-9@*#]$/.test(name));
  // A safe fix does not change the text of a here-document of Docker.
  const isNested = (marker: Span): boolean => instruction.heredocs.some(({ body }) => covers(body, marker));
  for (const { start, end, marker, expands } of script.heredocs) {
    const own = parameters.filter((parameter) => touches({ start, end }, parameter.start));
    if (own.length === 0 || !expands) continue;
    const body = text.slice(start, end);
    const onlyParameters = own.length === body.split('$').length - 1 && !/[\\`]/.test(body);
    const data = { found: named(own, text), marker: quotedMarker(text, marker) };
    const fix: ReportedFix<MessageId> = onlyParameters
      ? quoteFix(marker, isNested(marker) ? 'suggestion' : 'safe', text)
      : { title: 'escape', level: 'suggestion', edits: own.map(({ start }) => ({ start, end: start, newText: '\\' })) };
    context.report({ at: marker, message: 'by-shell', data, fixes: [fix] });
  }
}

/** `set -- a b`, but not `set -euo pipefail`. */
function setsParameters({ name, args }: ShellCommand): boolean {
  if (name !== 'set') return false;
  return args.some(
    ({ value }, i) => value === '--' || value === '-' || !(/^[-+]/.test(value) || /^[-+]\w*o$/.test(args[i - 1]?.value ?? '')),
  );
}

/** The first three parameters, each once: `"$1", "$@"`. */
function named(parameters: readonly Span[], text: string): string {
  const texts = [...new Set(parameters.map(({ start, end }) => text.slice(start, end)))];
  return texts
    .slice(0, 3)
    .map((each) => `"${each}"`)
    .join(', ');
}

function quoteFix(marker: Span, level: FixLevel, text: string): ReportedFix<MessageId> {
  const newText = quotedMarker(text, marker);
  return { title: 'quote', data: { marker: newText }, level, edits: [{ ...marker, newText }] };
}
