import { covers } from '../../../base/span.ts';
import type { TextEdit } from '../../../base/edit.ts';
import { officialRuby } from '../../../facts/ruby.ts';
import { firstRubyWithBundlerConfigSet, isAtLeast } from '../../../knowledge/ruby.ts';
import { hasOption } from '../../../shell/tools/options.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { PackageFact } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'bundler-installed-again',
  category: 'size',
  severity: 'info',
  preset: 'strict',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['tally/ruby/redundant-bundler-install'],
  checks: [274],
  summary: 'Bundler is installed although the Ruby image contains it.',
  messages: {
    again: 'The image has Bundler already, and it switches to the version of the lock file itself. Leave this command out.',
    remove: 'Delete the command',
  },
  on: {
    package(command, instruction, context) {
      const { tool, verb, packages, args } = command.packages;
      const [only, ...more] = packages;
      if (tool !== 'gem' || verb !== 'install' || only?.name !== 'bundler' || more.length > 0) return;
      if (only.version !== undefined || hasOption(args, '-v', '--version', '--pre', '--prerelease')) return;
      const stage = context.stageOf(instruction);
      const version = stage && officialRuby(stage);
      if (!version || isAtLeast(version, firstRubyWithBundlerConfigSet) === false) return;
      const edit = removal(command, instruction);
      context.report({
        at: only.word,
        message: 'again',
        fixes: edit ? [{ title: 'remove', level: 'suggestion', edits: [edit] }] : [],
      });
    },
  },
});

/** Deletes the command with the `&&` after or before it. Undefined if it is alone, or if there are comments. */
function removal({ command, script }: PackageFact, { comments }: Instruction): TextEdit | undefined {
  const at = script.pieces.findIndex((piece) => covers(piece, command));
  const [before, piece, next] = [script.pieces[at - 1], script.pieces[at], script.pieces[at + 1]];
  if (!piece || piece.kind !== 'command') return undefined;
  const edit =
    next?.operator === '&&' && (piece.operator === 'first' || piece.operator === '&&')
      ? { start: piece.start, end: next.start, newText: '' }
      : before && piece.operator === '&&' && !next
        ? { start: before.end, end: piece.end, newText: '' }
        : undefined;
  return edit && comments.some(({ start, end }) => start >= edit.start && end <= edit.end) ? undefined : edit;
}
