import { shellPath } from '../../../base/paths.ts';
import { lineBreakOf, lineEndAt } from '../../../base/layout.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import { heredocsSince } from '../../../knowledge/syntax-version.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { ReportedFix, RuleContext } from '../../../linter/rule.ts';
import { isRootUser } from '../../../model/runtime.ts';
import { isForLinux } from '../../../model/stages.ts';
import { isAvailable } from '../../../model/syntax-version.ts';
import type { Instruction } from '../../../syntax/tree.ts';

type Messages = 'written' | 'use-copy';

export const rule = defineRule<Messages>({
  id: 'file-written-by-run',
  category: 'style',
  severity: 'hint',
  preset: 'all',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['tally/prefer-copy-heredoc'],
  checks: [107],
  summary: 'RUN only writes a file whose text is in the Dockerfile.',
  messages: {
    written:
      'A shell is started to write "{path}". COPY with a here-document (COPY <<EOF) shows its text as it is, without quotes and escapes.',
    'use-copy': 'Use COPY',
  },
  withinStage: true,
  on: {
    RUN(instruction, context) {
      if (!/>|<</.test(instruction.bodyText) || instruction.bodyText.includes('&&')) return;
      const script = context.scriptOf(instruction);
      const [piece, more] = script?.pieces ?? [];
      if (!script || script.opaque || script.errors.length > 0 || piece?.kind !== 'command' || more || piece.background) return;
      const stage = context.stageOf(instruction);
      const command = context.facts.commandsOf(instruction).find(({ command: each }) => each === piece.commands[0]);
      const [file, other] = command?.output?.files ?? [];
      const isText = command?.output?.isText && command.command.nameWord;
      if (!stage || !isForLinux(stage) || !command || !file || other || !isText || file.appends || context.syntax === 'foreign') return;
      if (context.syntax && isAvailable(heredocsSince, context.syntax) === false) return;
      const path = shellPath(command.folder, command.valueOfWord(file.word) ?? '');
      if (path === undefined || path.startsWith('/dev/')) return;
      context.report({
        at: instruction.keywordSpan,
        message: 'written',
        data: { path },
        fixes: fixesFor(instruction, command, path, context),
      });
    },
  },
});

/** Only for `echo` of text that the shell does not change. COPY writes as root; a file that exists keeps its owner otherwise. */
function fixesFor(run: Instruction, command: CommandFact, path: string, { text }: RuleContext<Messages>): readonly ReportedFix<Messages>[] {
  const { args, program, user, wrappers, inner } = command;
  const lines = args.map(({ value }) => value).join(' ');
  const isPlain = args.every(({ literal, value }) => literal && !value.includes('\\')) && !/^-[neE]+(?: |$)/.test(lines);
  const isRoot = user !== undefined && isRootUser(user);
  const isAlone = run.flags.length === 0 && run.heredocs.length === 0 && run.comments.length === 0 && wrappers.length === 0;
  const isEcho = program === 'echo' && inner.assignments.length === 0 && inner.redirects.length === 1;
  if (!isPlain || !isRoot || !isAlone || !isEcho || /^EOF$/m.test(lines) || /\s/.test(path)) return [];
  const eol = lineBreakOf(text);
  const newText = ['COPY <<"EOF" ' + path, ...lines.split('\n'), 'EOF'].join(eol);
  return [{ title: 'use-copy', level: 'suggestion', edits: [{ start: run.start, end: lineEndAt(text, run.end), newText }] }];
}
