import { hasRole } from '../../../knowledge/programs.ts';
import type { RuntimeConfig } from '../../../model/model.ts';
import { hasNoShell } from '../../../model/no-shell.ts';
import type { Instruction, JsonForm, JsonItem } from '../../../syntax/tree.ts';
import type { Span } from '../../../base/span.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { ReportedFix, RuleContext } from '../../../linter/rule.ts';
import { fateOfCmd } from '../../shared/entrypoint.ts';

/** Variables that hold several words, and that nobody means as one. */
const holdsWords = /(OPTS|OPTIONS|ARGS|FLAGS|PARAMS)$/;

/** A variable in a string; not one whose `$` is escaped or doubled. */
const variable = /(?<![\\$])\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)[^{}]*\})/g;

type MessageId = 'notExpanded' | 'shellForm' | 'throughShell';

export const rule = defineRule({
  id: 'exec-form-variable',
  category: 'correctness',
  severity: 'warning',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: [],
  summary: 'A variable in the exec form is not replaced by its value.',
  messages: {
    notExpanded: 'There is no shell in the exec form to replace {variable}: {program} gets these very characters.',
    shellForm: 'Use the shell form',
    throughShell: 'Run it through sh -c',
  },
  onbuild: true,
  on: {
    CMD: reportVariables,
    ENTRYPOINT: reportVariables,
    RUN: reportVariables,
    HEALTHCHECK: (it, context) => it.trigger && reportVariables(it.trigger, context),
  },
});

function reportVariables(instruction: Instruction, context: RuleContext<MessageId>): void {
  if (!instruction.bodyText.startsWith('[') || !instruction.bodyText.includes('$')) return;
  const { json } = instruction;
  const [program] = json?.items ?? [];
  if (!json || !program) return;
  const config = configFor(instruction, context);
  if ([...json.items, ...entrypointWords(instruction, config)].some(({ value }) => readsDollar(value))) return;
  const fixes = fixesFor(instruction, json, context, config);
  for (const item of json.items) {
    for (const at of variablesIn(item, context.text)) {
      const data = { variable: context.text.slice(at.start, at.end), program: program.value };
      context.report({ at, message: 'notExpanded', data, fixes });
    }
  }
}

/** CMD is what ENTRYPOINT gets, wherever in the stage either stands. */
function configFor(instruction: Instruction, { model, stageOf }: RuleContext): RuntimeConfig | undefined {
  const stage = stageOf(instruction);
  return stage && model.configOf(stage);
}

function entrypointWords({ keyword }: Instruction, config: RuntimeConfig | undefined): readonly { readonly value: string }[] {
  return keyword === 'CMD' ? (config?.entrypoint?.value.words.map((value) => ({ value })) ?? []) : [];
}

/** A shell replaces the variable itself, and a program whose own language has a `$` may mean its own. */
function readsDollar(word: string): boolean {
  return hasRole(word, 'shell', 'dollarLanguage');
}

function variablesIn(item: JsonItem, text: string): Span[] {
  const matches = text.slice(item.start, item.end).matchAll(variable);
  return [...matches].map((match) => ({ start: item.start + match.index, end: item.start + match.index + match[0].length }));
}

/**
 * Suggestions, as only the author knows that the shell is there and that the value is one word. `exec` gives the program the shell's
 * place, so that it gets the signals. In ENTRYPOINT, `"$@"` passes on what CMD and `docker run` add.
 */
function fixesFor(
  instruction: Instruction,
  json: JsonForm,
  context: RuleContext<MessageId>,
  config: RuntimeConfig | undefined,
): readonly ReportedFix<MessageId>[] {
  const { keyword, comments } = instruction;
  const stage = context.stageOf(instruction);
  if (!stage || !config || stage.os === 'windows' || hasNoShell(stage) || comments.length > 0) return [];
  if (keyword === 'CMD' && fateOfCmd(config) === 'arguments') return [];
  const command = json.items.map(({ value }) => shellWord(value)).join(' ');
  const edit = (newText: string): { level: 'suggestion'; edits: [Span & { newText: string }] } => ({
    level: 'suggestion',
    edits: [{ start: json.start, end: json.end, newText }],
  });
  const stays = keyword === 'CMD' || keyword === 'ENTRYPOINT' ? 'exec ' : '';
  const script = keyword === 'ENTRYPOINT' ? [`${stays}${command} "$@"`, '--'] : [`${stays}${command}`];
  const throughShell = {
    title: 'throughShell' as const,
    ...edit(`[${['sh', '-c', ...script].map((word) => JSON.stringify(word)).join(', ')}]`),
  };
  return keyword === 'ENTRYPOINT' ? [throughShell] : [{ title: 'shellForm', ...edit(stays + command) }, throughShell];
}

/** A string as a word of a shell command that keeps its variables and nothing else of what a shell reads. */
function shellWord(value: string): string {
  const [match] = value.matchAll(variable);
  if (match?.[0] === value && holdsWords.test(match[1] ?? match[2]!)) return value;
  if (/^[\w%+,./:=@-]+$/.test(value)) return value;
  if (!match) return `'${value.replaceAll("'", String.raw`'\''`)}'`;
  let out = '';
  let at = 0;
  const escaped = (text: string): string => text.replace(/["$\\`]/g, String.raw`\$&`);
  for (const found of value.matchAll(variable)) {
    out += escaped(value.slice(at, found.index)) + found[0];
    at = found.index + found[0].length;
  }
  return `"${out}${escaped(value.slice(at))}"`;
}
