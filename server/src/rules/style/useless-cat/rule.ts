import { groupPipelines } from '../../../facts/commands/pipelines.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'useless-cat',
  category: 'style',
  severity: 'hint',
  fix: 'suggestion',
  since: '0.1.0',
  preset: 'all',
  aliases: ['SC2002'],
  checks: [],
  summary: 'cat of one file in front of a pipe, where the command can read the file itself.',
  messages: {
    cat: '{program} can read the file itself, and the build then stops if the file is missing: {program} < {file}.',
    direct: 'Use < {file}',
  },
  onbuild: true,
  withinStage: true,
  on: {
    RUN(instruction, context) {
      const script = context.scriptOf(instruction);
      if (!script || !/\bcat\b/.test(instruction.source) || script.operators.length === 0 || script.errors.length > 0) return;
      for (const { commands, continues } of groupPipelines(context.facts.commandsOf(instruction))) {
        const [cat, next] = commands;
        const file = cat?.args[0];
        if (
          continues ||
          cat?.command.name !== 'cat' ||
          !next ||
          !file ||
          cat.args.length !== 1 ||
          file.raw.startsWith('-') ||
          file.globs.length > 0
        )
          continue;
        if (
          cat.command.redirects.length > 0 ||
          next.command.redirects.some(({ operator }) => operator.startsWith('<')) ||
          next.program === undefined
        )
          continue;
        if (
          file.variables.some((variable) => !variable.quoted) ||
          file.substitutions.length > 0 ||
          instruction.comments.some(({ start }) => start > cat.command.start && start < next.command.start)
        )
          continue;
        const last = next.command.args.at(-1) ?? next.command.nameWord!;
        const edits = [
          { start: cat.command.start, end: next.command.start, newText: '' },
          { start: last.end, end: last.end, newText: ` < ${file.raw}` },
        ];
        context.report({
          at: cat.command,
          message: 'cat',
          data: { program: next.program, file: file.raw },
          fixes: [{ title: 'direct', data: { file: file.raw }, level: 'suggestion', edits }],
        });
      }
    },
  },
});
