import { defineRule } from '../../../linter/rule.ts';
import type { ShellPiece } from '../../../shell/script.ts';

const fewest = 3;

export const rule = defineRule({
  id: 'repeated-redirection',
  category: 'style',
  severity: 'hint',
  fix: 'none',
  since: '0.1.0',
  preset: 'all',
  aliases: ['SC2129'],
  checks: [],
  summary: 'Several commands in a row append to the same file.',
  messages: {
    repeated: '{count} commands in a row append to {file}. Use { a; b; } >> {file} or a here-document.',
  },
  onbuild: true,
  on: {
    RUN(instruction, context) {
      const script = context.scriptOf(instruction);
      if (!script || script.opaque || !instruction.source.includes('>>')) return;
      let first = 0;
      const { pieces } = script;
      for (let i = 0; i <= pieces.length; i++) {
        const file = appended(pieces[first]);
        if (i < pieces.length && file !== undefined && appended(pieces[i]) === file) continue;
        const count = i - first;
        if (file !== undefined && count >= fewest) {
          context.report({ at: pieces[first]!, message: 'repeated', data: { count, file } });
        }
        first = i;
      }
    },
  },
});

/** The file that a simple command appends to. */
function appended(piece: ShellPiece | undefined): string | undefined {
  const redirects = piece?.kind === 'command' ? piece.commands[0]?.redirects : undefined;
  const [only] = redirects ?? [];
  return redirects?.length === 1 && only?.operator === '>>' ? only.target?.raw : undefined;
}
