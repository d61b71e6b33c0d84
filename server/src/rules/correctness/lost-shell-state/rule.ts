import { hasRole } from '../../../knowledge/programs.ts';
import type { ShellCommand, ShellScript } from '../../../shell/script.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { Report, RuleContext } from '../../../linter/rule.ts';

type MessageId = 'variable' | 'file' | 'command' | 'to-env';

/** Files that are made to be sourced. */
const sourcedFile = /(?:^|\/)(?:activate|\.?(?:bash_?rc|bash_profile|profile|zshrc)|\.cargo\/env|nvm\.sh)$/;

export const rule = defineRule<MessageId>({
  id: 'lost-shell-state',
  category: 'correctness',
  severity: 'warning',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: [],
  checks: [],
  summary: 'Variables and settings at the end of a RUN are lost when its shell exits.',
  messages: {
    variable: '{name} is lost when this RUN ends: the next instruction starts a new shell. Use ENV {name} to keep it.',
    file: 'What "{file}" sets is lost when this RUN ends: the next instruction starts a new shell. Source it in the RUN that needs it.',
    command: '{command} has no effect here: the next instruction starts a new shell.',
    'to-env': 'Replace with ENV',
  },
  onbuild: true,
  withinStage: true,
  on: {
    RUN(instruction, context) {
      const script = context.scriptOf(instruction);
      const last = script && lastCommand(script);
      // `wget http://x/?a=1&b=2`: an address without quotes.
      if (last && context.text[last.start - 1] === '&') return;
      const report = last && reportOf(last, instruction, script, context);
      if (report) context.report({ at: { start: last.start, end: last.end }, ...report });
    },
  },
});

/** The last command of the script, if no other command can use what it sets. Undefined if the script cannot be read to its end. */
function lastCommand({ pieces, opaque, errors }: ShellScript): ShellCommand | undefined {
  const last = pieces.at(-1);
  return !opaque && errors.length === 0 && last?.kind === 'command' && !last.background && last.operator !== '||'
    ? last.commands[0]
    : undefined;
}

function reportOf(
  command: ShellCommand,
  run: Instruction,
  script: ShellScript,
  context: RuleContext<MessageId>,
): Omit<Report<MessageId>, 'at'> | undefined {
  const { name, nameWord, args, assignments, redirects } = command;
  if (redirects.length > 0) return undefined;
  if (!nameWord) {
    // `A=$(check)` may be used for the exit status of the check.
    // `IFS=$OLD_IFS` restores what the script changed.
    const names = assignments.flatMap((each) => (each.name === 'IFS' || isSaved(each.value?.raw, script) ? [] : [each.name]));
    const runsNothing = script.commands.every(({ start }) => start <= command.start);
    return names.length > 0 && runsNothing ? variableReport(names, run, script, context) : undefined;
  }
  if (name === 'export') {
    const names = args.flatMap(({ raw }) => /^["']?([A-Za-z_]\w*)=/.exec(raw)?.[1] ?? []);
    return names.length > 0 ? variableReport(names, run, script, context) : undefined;
  }
  if ((name === '.' || name === 'source') && args[0] && sourcedFile.test(args[0].value))
    return { message: 'file', data: { file: args[0].raw } };
  return name !== undefined && hasRole(name, 'shellSetting') && args.length > 0
    ? { message: 'command', data: { command: name } }
    : undefined;
}

/** Whether a value is that of a variable which the same script sets. */
function isSaved(value: string | undefined, { assigned }: ShellScript): boolean {
  const [, name] = /^"?\$\{?(\w+)\}?"?$/.exec(value ?? '') ?? [];
  return name !== undefined && assigned.has(name);
}

function variableReport(
  names: readonly string[],
  run: Instruction,
  script: ShellScript,
  context: RuleContext<MessageId>,
): Omit<Report<MessageId>, 'at'> {
  return { message: 'variable', data: { name: names.join(', ') }, fixes: envFix(run, script, context) };
}

/**
 * Replaces a RUN that does nothing else with ENV. It is a suggestion, because all later instructions and the container then see the
 * variables.
 */
function envFix(run: Instruction, script: ShellScript, { model, text }: RuleContext<MessageId>): Report<MessageId>['fixes'] {
  const [command, ...others] = script.commands;
  const pairs = command?.name === 'export' ? command.args : (command?.assignments ?? []);
  const alone = others.length === 0 && run.flags.length === 0 && run.heredocs.length === 0 && run.continuations.length === 0;
  if (!alone || script.comments.length > 0) return [];
  const words = pairs.map(({ start, end }) => text.slice(start, end));
  // Excludes characters that a shell reads differently than ENV.
  const isSameInEnv = words.every((word) => /^[A-Za-z_]\w*=[^\\`~*?[\]{}()]*$/.test(word.replace(/\$\{\w+\}/g, '$x')));
  const isResolved = script.variables.every((use) => use.modifier === '' && model.resolve(run, use) !== undefined);
  if (!isSameInEnv || !isResolved) return [];
  const keyword = text[run.start] === 'r' ? 'env' : 'ENV';
  return [{ title: 'to-env', level: 'suggestion', edits: [{ start: run.start, end: run.end, newText: `${keyword} ${words.join(' ')}` }] }];
}
