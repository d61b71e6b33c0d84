import { isMeantAsArray } from '../../../syntax/json-like-array.ts';
import { defineRule } from '../../../linter/rule.ts';
import { literalBracesOf } from '../../../shell/literal-braces.ts';
import type { ShellCommand, ShellWord } from '../../../shell/script.ts';

export const rule = defineRule({
  id: 'literal-brace',
  category: 'style',
  severity: 'info',
  fix: 'suggestion',
  since: '0.1.0',
  preset: 'all',
  aliases: ['SC1083'],
  checks: [],
  summary: 'A brace without quotes is text for the shell: neither a group of commands nor a list of words.',
  messages: {
    text: 'This brace is text for the shell. Put it in quotes, or if it ends a group of commands, write ";" before it.',
    escape: 'Escape the braces',
  },
  onbuild: true,
  on: {
    RUN(instruction, context) {
      if (!/[{}]/.test(instruction.source)) return;
      const script = context.scriptOf(instruction);
      if (!script || script.opaque || script.errors.length > 0 || isMeantAsArray(instruction.bodyText)) return;
      // A template, in which another program replaces `{{ }}`.
      if (/\{\{|\}\}|<%|\{%/.test(instruction.source)) return;
      for (const word of script.commands.flatMap(wordsOf)) {
        const [first, ...others] = literalBracesOf(word);
        if (!first) continue;
        const edits = [first, ...others].map(({ start }) => ({ start, end: start, newText: '\\' }));
        context.report({ at: first, message: 'text', fixes: [{ title: 'escape', level: 'suggestion', edits }] });
      }
    },
  },
});

function wordsOf({ nameWord, args, assignments, redirects }: ShellCommand): readonly ShellWord[] {
  const words = [nameWord, ...args, ...assignments.map(({ value }) => value), ...redirects.map(({ target }) => target)];
  return words.filter((word) => word !== undefined);
}
