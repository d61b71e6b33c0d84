import { baseName } from '../../../base/paths.ts';
import { span } from '../../../base/span.ts';
import { hasRole } from '../../../knowledge/programs.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'cmd-repeats-entrypoint',
  category: 'runtime',
  severity: 'warning',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: [],
  checks: [192],
  summary: 'CMD starts with a program, but ENTRYPOINT receives it as an argument.',
  messages: {
    same: 'ENTRYPOINT starts {program} already, which gets "{word}" as its first argument. Leave only its arguments in CMD.',
    shell: 'ENTRYPOINT starts {program}, which gets "{word}" and the others as its arguments: no shell is started.',
    entrypoint: 'The program of the container',
    remove: 'Remove "{word}"',
  },
  withinStage: true,
  on: {
    CMD(instruction, context) {
      const [first, second] = instruction.json?.items ?? [];
      const stage = first ? context.stageOf(instruction) : undefined;
      if (!first || !stage || stage.os !== 'linux') return;
      const { entrypoint, cmd, cmdRole } = context.facts.startOf(stage);
      if (cmdRole !== 'arguments' || typeof cmd === 'string' || cmd.from !== instruction || typeof entrypoint === 'string') return;
      const [program = '', ...args] = entrypoint.words;
      const isSame = baseName(first.value) === baseName(program) && args.length === 0 && !isSubcommand(first.value, program);
      const isShell =
        !hasRole(baseName(program), 'shell') &&
        first.value.startsWith('/') &&
        hasRole(baseName(first.value), 'posixShell') &&
        second?.value === '-c';
      if (!isSame && !isShell) return;
      const at = span(first.start, first.end);
      context.report({
        at,
        message: isSame ? 'same' : 'shell',
        data: { program: baseName(program), word: first.value },
        related: typeof entrypoint.from === 'string' ? [] : [{ at: entrypoint.from.body, message: 'entrypoint' }],
        fixes:
          isSame && second && instruction.comments.length === 0
            ? [
                {
                  title: 'remove',
                  data: { word: first.value },
                  level: 'suggestion',
                  edits: [{ start: first.start, end: second.start, newText: '' }],
                },
              ]
            : [],
      });
    },
  },
});

/** `ENTRYPOINT ["/usr/bin/tool"]`, `CMD ["tool"]`: an argument may have the same name; a path is a program. The interpreters take files. */
function isSubcommand(word: string, program: string): boolean {
  return word !== program && !word.startsWith('/') && !hasRole(baseName(program), 'interpreter');
}
