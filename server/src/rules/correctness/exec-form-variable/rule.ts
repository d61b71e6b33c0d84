import { variableInString } from '../../../facts/start/literal-variables.ts';
import { hasNoShell } from '../../../model/no-shell.ts';
import type { Instruction, JsonForm } from '../../../syntax/tree.ts';
import type { Span } from '../../../base/span.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { ReportedFix, RuleContext } from '../../../linter/rule.ts';
import { innermost } from '../../../model/uses.ts';

/** Names of variables that contain several words, and must not be quoted. */
const severalWords = /(OPTS|OPTIONS|ARGS|FLAGS|PARAMS)$/;

type MessageId = 'notExpanded' | 'shellForm' | 'throughShell';

export const rule = defineRule({
  id: 'exec-form-variable',
  category: 'correctness',
  severity: 'warning',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: [],
  summary: 'A variable in exec form is not expanded.',
  messages: {
    notExpanded: '{variable} is not expanded in exec form: {program} receives the text as written. Use the shell form to expand it.',
    shellForm: 'Use shell form',
    throughShell: 'Run with sh -c',
  },
  onbuild: true,
  on: {
    CMD: reportVariables,
    ENTRYPOINT: reportVariables,
    RUN: reportVariables,
    HEALTHCHECK: reportVariables,
  },
});

function reportVariables(instruction: Instruction, context: RuleContext<MessageId>): void {
  const variables = context.facts.literalVariablesOf(instruction);
  const { json } = innermost(instruction);
  if (variables.length === 0 || !json) return;
  const program = json.items[0]!.value;
  const fixes = fixesFor(innermost(instruction), json, context);
  for (const { start, end, text } of variables) {
    context.report({ at: { start, end }, message: 'notExpanded', data: { variable: text, program }, fixes });
  }
}

/**
 * The fixes are suggestions, because only the author knows that the image has a shell and that the value is one word. `exec` replaces the
 * shell with the program, so that the program receives signals. In ENTRYPOINT, `"$@"` passes on the arguments of CMD and `docker run`.
 */
function fixesFor(instruction: Instruction, json: JsonForm, context: RuleContext<MessageId>): readonly ReportedFix<MessageId>[] {
  const { keyword, comments } = instruction;
  const stage = context.stageOf(instruction);
  if (!stage || stage.os === 'windows' || hasNoShell(stage) || comments.length > 0) return [];
  if (keyword === 'CMD' && ['arguments', 'ignored'].includes(context.facts.startOf(stage).cmdRole)) return [];
  const command = json.items.map(({ value }) => shellWord(value)).join(' ');
  const edit = (newText: string): { level: 'suggestion'; edits: [Span & { newText: string }] } => ({
    level: 'suggestion',
    edits: [{ start: json.start, end: json.end, newText }],
  });
  const execPrefix = keyword === 'CMD' || keyword === 'ENTRYPOINT' ? 'exec ' : '';
  const script = keyword === 'ENTRYPOINT' ? [`${execPrefix}${command} "$@"`, '--'] : [`${execPrefix}${command}`];
  const throughShell = {
    title: 'throughShell' as const,
    ...edit(`[${['sh', '-c', ...script].map((word) => JSON.stringify(word)).join(', ')}]`),
  };
  return keyword === 'ENTRYPOINT' ? [throughShell] : [{ title: 'shellForm', ...edit(execPrefix + command) }, throughShell];
}

/** The string as a word of a shell command in which only variables are expanded. */
function shellWord(value: string): string {
  const [match] = value.matchAll(variableInString);
  if (match?.[0] === value && severalWords.test(match[1] ?? match[2]!)) return value;
  if (/^[\w%+,./:=@-]+$/.test(value)) return value;
  if (!match) return `'${value.replaceAll("'", String.raw`'\''`)}'`;
  let out = '';
  let at = 0;
  const escaped = (text: string): string => text.replace(/["$\\`]/g, String.raw`\$&`);
  for (const found of value.matchAll(variableInString)) {
    out += escaped(value.slice(at, found.index)) + found[0];
    at = found.index + found[0].length;
  }
  return `"${out}${escaped(value.slice(at))}"`;
}
