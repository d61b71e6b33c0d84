import { groupPipelines } from '../../../facts/commands/pipelines.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'find-xargs-names',
  category: 'correctness',
  severity: 'hint',
  fix: 'suggestion',
  since: '0.1.0',
  preset: 'strict',
  aliases: ['SC2038'],
  checks: [],
  summary: 'xargs splits the names that find prints at blanks.',
  messages: {
    split: 'xargs splits names with blanks or quotes, so it works on other files. Use find -print0 and xargs -0, or -exec ... +.',
    zero: 'Use -print0 and -0',
  },
  onbuild: true,
  withinStage: true,
  on: {
    RUN(instruction, context) {
      const script = context.scriptOf(instruction);
      if (!script || !/\bxargs\b/.test(instruction.source) || !/\bfind\b/.test(instruction.source)) return;
      for (const { commands } of groupPipelines(context.facts.commandsOf(instruction))) {
        for (const [i, find] of commands.entries()) {
          const xargs = commands[i + 1];
          const name = xargs?.command.nameWord;
          if (find.program !== 'find' || xargs?.command.name !== 'xargs' || !name) continue;
          if (find.args.some(({ value }) => otherActions.has(value))) continue;
          if (xargs.command.args.some(({ value }) => /^-\w*0|^--null|^-\w*d|^--delimiter/.test(value))) continue;
          const print = find.args.find(({ value }) => value === '-print');
          const at = find.inner.args.at(-1) ?? find.inner.nameWord!;
          const edits = [
            print ? { start: print.start, end: print.end, newText: '-print0' } : { start: at.end, end: at.end, newText: ' -print0' },
            { start: name.end, end: name.end, newText: ' -0' },
          ];
          // After -o, an action belongs to the last test only.
          const isSimple = !find.args.some(({ value }) => value === '-o' || value === '-or');
          context.report({ at: name, message: 'split', fixes: isSimple ? [{ title: 'zero', level: 'suggestion', edits }] : [] });
        }
      }
    },
  },
});

/** Actions of find that print something else than names, or nothing. */
const otherActions: ReadonlySet<string> = new Set([
  '-print0',
  '-exec',
  '-execdir',
  '-ok',
  '-okdir',
  '-delete',
  '-printf',
  '-fprint',
  '-fprintf',
  '-ls',
]);
