import { startsWithErrexit } from '../../../model/dialect.ts';
import { effectsOf } from '../../../shell/effects.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'cd-failure-ignored',
  category: 'correctness',
  severity: 'info',
  fix: 'suggestion',
  since: '0.1.0',
  preset: 'strict',
  aliases: ['SC2164'],
  checks: [],
  summary: 'If cd fails, the commands after it run in the wrong folder.',
  messages: {
    ignored: 'If cd fails, the commands after it run in another folder. Use && instead of ";", or set -e.',
    and: 'Replace with &&',
  },
  onbuild: true,
  withinStage: true,
  on: {
    RUN(instruction, context) {
      const script = context.scriptOf(instruction);
      if (!script || script.opaque || script.errors.length > 0 || !/\bcd\b/.test(instruction.source)) return;
      if (effectsOf(script).some(({ kind }) => kind === 'errexit')) return;
      for (let i = 0; i + 1 < script.pieces.length; i++) {
        const piece = script.pieces[i]!;
        const next = script.pieces[i + 1]!;
        const [cd] = piece.commands;
        if (piece.kind !== 'command' || piece.background || cd?.name !== 'cd' || (next.operator !== ';' && next.operator !== 'newline'))
          continue;
        // The home folder, the root and the previous folder are there.
        const target = cd.args[0]?.value;
        if (target === undefined || /^(?:\/|-|~|\.\.(?:\/\.\.)*)$/.test(target)) continue;
        const { shell, baseKnown } = context.model.configBefore(instruction);
        // An image that is not known may have set SHELL.
        if ((shell.from === 'default' && !baseKnown) || startsWithErrexit(shell.value) || /^#!.*-\w*e/m.test(instruction.source)) return;
        const fix = next.operator === ';' ? [{ start: next.operatorSpan.start, end: next.operatorSpan.end, newText: ' &&' }] : [];
        context.report({ at: cd, message: 'ignored', fixes: fix.length > 0 ? [{ title: 'and', level: 'suggestion', edits: fix }] : [] });
      }
    },
  },
});
