import type { CommandFact } from '../../../facts/commands/command.ts';
import { shellProgramOf } from '../../../facts/commands/shell-program.ts';
import { insertLineAbove } from '../../../base/layout.ts';
import { covers } from '../../../base/span.ts';
import type { Span } from '../../../base/span.ts';
import { extensionEffects, missingBuiltins, withoutPipefail } from '../../../knowledge/shell-dialects.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { ReportedFix, RuleContext } from '../../../linter/rule.ts';
import type { ShellScript } from '../../../shell/script.ts';
import type { Instruction } from '../../../syntax/tree.ts';

type Messages = 'stops' | 'literal' | 'builtin' | 'pipefail' | 'equals' | 'echo' | 'use-bash' | 'replace';

export const rule = defineRule<Messages>({
  id: 'bash-only-syntax',
  category: 'correctness',
  severity: 'warning',
  fix: 'suggestion',
  since: '0.1.0',
  preset: 'recommended',
  aliases: ['SC2039', 'SC2112', 'SC3001', 'SC3003', 'SC3005', 'SC3006', 'SC3008', 'SC3009', 'SC3010', 'SC3011', 'SC3014', 'SC3020', 'SC3024', 'SC3030', 'SC3037', 'SC3040', 'SC3044', 'SC3046', 'SC3051', 'SC3053', 'SC3054', 'SC3057', 'SC3059', 'SC3060'], // prettier-ignore
  checks: [],
  summary: 'A script uses the syntax of bash, but a simpler shell reads it.',
  messages: {
    stops: '/bin/sh of this image is {shell}, which does not know {written}: the command fails. Choose bash with SHELL.',
    literal: '/bin/sh of this image is {shell}, which does not know {written} and does something else. Choose bash with SHELL.',
    builtin: '/bin/sh of this image is {shell}, which has no "{name}": the command fails.',
    pipefail: '/bin/sh of this image is dash, which has no pipefail: set fails. Choose bash with SHELL.',
    equals: '/bin/sh of this image is dash, for which "==" is an error: the test is never true. Use "=".',
    echo: '/bin/sh of this image is dash, whose echo prints "{option}" as text. Use printf, or echo without it.',
    'use-bash': 'Choose bash with SHELL',
    replace: 'Replace with {text}',
  },
  withinStage: true,
  on: {
    RUN(instruction, context) {
      const script = context.scriptOf(instruction);
      if (script?.dialect !== 'sh' || script.opaque || !mayNeedBash(instruction, script)) return;
      const shell = shellProgramOf(instruction, context.model);
      if (shell === undefined || shell === 'bash' || /BASH_VERSION/.test(instruction.source)) return;
      for (const { kind, ...at } of script.extensions) {
        const { written, [shell]: effect } = extensionEffects[kind];
        if (kind === 'brace-expansion' && isForCurl(at, script)) continue;
        if (effect) return report(at, effect, { shell, written }, instruction, shell, context);
      }
      for (const command of context.facts.commandsOf(instruction)) if (checkCommand(command, shell, instruction, context)) return;
    },
  },
});

/** Whether braces are in an address for curl, which expands them itself: `curl -O "https://x/"{a,b}`. */
function isForCurl(at: Span, { commands }: ShellScript): boolean {
  const args = commands.filter(({ name }) => name === 'curl').flatMap((command) => command.args);
  return args.some((word) => covers(word, at) && word.value.includes('://'));
}

/** A cheap look at the script, before anything else is read. */
function mayNeedBash({ source }: Instruction, { extensions, commands }: ShellScript): boolean {
  if (extensions.length > 0 || /==|pipefail|\becho\s+-/.test(source)) return true;
  return commands.some(({ name }) => name !== undefined && missingBuiltins.dash.has(name));
}

function checkCommand(command: CommandFact, shell: 'dash' | 'ash', instruction: Instruction, context: RuleContext<Messages>): boolean {
  const { name, nameWord, args, redirects, containers } = command.command;
  if (name === undefined || !nameWord) return false;
  if (missingBuiltins[shell].has(name)) {
    const replace: ReportedFix<Messages>[] =
      name === 'source'
        ? [
            {
              title: 'replace',
              data: { text: '.' },
              level: 'suggestion',
              edits: [{ start: nameWord.start, end: nameWord.end, newText: '.' }],
            },
          ]
        : [];
    report(nameWord, 'builtin', { shell, name }, instruction, shell, context, replace);
    return true;
  }
  if (shell !== 'dash') return false;
  if (name === 'set' && args.some(({ value }) => value === 'pipefail')) {
    if (!withoutPipefail.has(context.stageOf(instruction)?.release ?? '')) return false;
    report(
      args.find(({ value }) => value === 'pipefail')!,
      'pipefail',
      {},
      instruction,
      shell,
      context,
    );
    return true;
  }
  const equals = name === '[' || name === 'test' ? args.find(({ raw }, i) => raw === '==' && i > 0) : undefined;
  if (equals) {
    const edits = [{ start: equals.start, end: equals.end, newText: '=' }];
    report(equals, 'equals', {}, instruction, shell, context, [{ title: 'replace', data: { text: '=' }, level: 'suggestion', edits }]);
    return true;
  }
  const isUsed = redirects.length > 0 || containers.includes('pipeline') || containers.includes('substitution');
  const option = name === 'echo' && isUsed ? args[0] : undefined;
  if (option && /^-[neE]*[eE][neE]*$/.test(option.raw)) {
    report(option, 'echo', { option: option.raw }, instruction, shell, context);
    return true;
  }
  return false;
}

function report(
  { start, end }: Span,
  message: Exclude<Messages, 'use-bash' | 'replace'>,
  data: Readonly<Record<string, string>>,
  instruction: Instruction,
  shell: 'dash' | 'ash',
  { text, report: add }: RuleContext<Messages>,
  fixes: readonly ReportedFix<Messages>[] = [],
): void {
  // bash is in all images of Debian and Ubuntu.
  const isOwn = shell === 'dash' && instruction.heredocs.length === 0 && instruction.keyword === 'RUN';
  const useBash: ReportedFix<Messages> = {
    title: 'use-bash',
    level: 'suggestion',
    edits: [insertLineAbove(text, instruction.start, 'SHELL ["/bin/bash", "-c"]')],
  };
  add({ at: { start, end }, message, data, fixes: [...fixes, ...(isOwn ? [useBash] : [])] });
}
