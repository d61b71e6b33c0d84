import { powershellRunOf } from '../../../facts/powershell.ts';
import type { PowerShellScript } from '../../../shell/powershell.ts';
import { lineBreakOf } from '../../../base/layout.ts';
import type { TextEdit } from '../../../base/edit.ts';
import type { Stage } from '../../../model/model.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import type { Instruction } from '../../../syntax/tree.ts';

type Messages = 'found' | 'useShell';

export const rule = defineRule<Messages>({
  id: 'powershell-wrapper',
  category: 'style',
  severity: 'hint',
  preset: 'all',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['prefer-shell-instruction'],
  checks: [248],
  summary: 'Several RUN instructions call PowerShell from cmd. A SHELL instruction does it once.',
  messages: {
    found: '{count} RUN instructions of this stage start PowerShell from cmd. With SHELL ["{program}", ...], they only contain the script.',
    useShell: 'Set SHELL and remove the calls of {program}',
  },
  withinStage: true,
  on: {
    stage(stage, context) {
      if (stage.os !== 'windows') return;
      const wrapped = stage.instructions.flatMap((run) => wrappedIn(run, stage, context));
      const [first] = wrapped;
      if (!first || wrapped.length < 2) return;
      const { program } = first.wrapper;
      const data = { count: wrapped.length, program };
      const at = { start: first.wrapper.start, end: first.wrapper.start + program.length };
      const edits = shellEdits(wrapped, stage, context);
      context.report({ at, message: 'found', data, fixes: edits ? [{ title: 'useShell', data, level: 'suggestion', edits }] : [] });
    },
  },
});

interface Wrapped {
  readonly run: Instruction;
  readonly script: PowerShellScript;
  readonly wrapper: NonNullable<PowerShellScript['wrapper']>;
}

function wrappedIn(run: Instruction, stage: Stage, { model }: RuleContext<Messages>): readonly Wrapped[] {
  if (run.keyword !== 'RUN' || !/powershell|pwsh/i.test(run.source)) return [];
  const script = powershellRunOf(model, run, stage)?.script;
  return script?.wrapper ? [{ run, script, wrapper: script.wrapper }] : [];
}

/**
 * The edits that set the shell before the first of these instructions. Undefined if another instruction depends on the shell, if the calls
 * differ, or if the scripts are quoted in a way that cannot be undone for certain.
 */
function shellEdits(wrapped: readonly Wrapped[], stage: Stage, { text, scriptOf }: RuleContext<Messages>): readonly TextEdit[] | undefined {
  const [{ run: first, wrapper }] = wrapped as [Wrapped];
  const call = [wrapper.program, ...wrapper.options];
  const same = wrapped.every((one) => [one.wrapper.program, ...one.wrapper.options].join(' ') === call.join(' '));
  const others = stage.instructions.some(
    (one) => one.start > first.start && (one.keyword === 'SHELL' || (scriptOf(one) && !wrapped.some(({ run }) => run === one))),
  );
  if (!same || others || wrapped.some((one) => !isPlain(one))) return undefined;
  const shell = `SHELL ${JSON.stringify([...call, '-Command']).replaceAll('","', '", "')}${lineBreakOf(text)}`;
  return [
    { start: first.start, end: first.start, newText: shell },
    ...wrapped.flatMap(({ script, wrapper: { start, end, quoted } }) => [
      { start, end, newText: '' },
      ...(quoted ? [{ start: script.end, end: script.end + 1, newText: '' }] : []),
    ]),
  ];
}

/** Whether the script is all of the RUN, and contains nothing that cmd changes. */
function isPlain({ run, script }: Wrapped): boolean {
  const end = script.end + (script.wrapper?.quoted ? 1 : 0);
  return end === run.body.end && !/["%^]|\\"/.test(script.code) && run.comments.length === 0;
}
