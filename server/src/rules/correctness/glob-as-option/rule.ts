import { hasRole } from '../../../knowledge/programs.ts';
import { fixLevelIn } from '../../../linter/fix-level.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'glob-as-option',
  category: 'correctness',
  severity: 'hint',
  fix: 'safe',
  mayChange: 'files whose names begin with a dash are no options of programs that change files',
  since: '0.1.0',
  preset: 'all',
  aliases: ['SC2035', 'S6573'],
  checks: [167],
  summary: 'A file whose name begins with a dash becomes an option, because a pattern begins with *.',
  messages: {
    option: 'A file whose name begins with "-" becomes an option of {program}. Write ./{pattern}.',
    prefix: 'Write ./{pattern}',
  },
  onbuild: true,
  on: {
    command({ command, program, inner }, instruction, { report }) {
      if (
        program === undefined ||
        !hasRole(program, 'fileTool', 'fileTransfer', 'fileOwnership', 'archive', 'reader') ||
        hasRole(program, 'printer', 'operatorArgument')
      )
        return;
      if (inner.name !== command.name && inner.args.some(({ value }) => value === '--')) return;
      // Others may print or store the names, which then begin with "./".
      const isAboutNames = !hasRole(program, 'fileOwnership', 'fileTransfer', 'namedFiles');
      for (const word of inner.args) {
        if (word.value === '--') return;
        const [glob] = word.globs;
        if (!glob || glob.start !== word.start || word.raw.startsWith('[')) continue;
        report({
          at: word,
          message: 'option',
          data: { program, pattern: word.raw },
          fixes: [
            {
              title: 'prefix',
              data: { pattern: word.raw },
              level: isAboutNames ? 'suggestion' : fixLevelIn(instruction),
              edits: [{ start: word.start, end: word.start, newText: './' }],
            },
          ],
        });
      }
    },
  },
});
