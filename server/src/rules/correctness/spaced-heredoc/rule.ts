import { spacedHeredocsSince } from '../../../knowledge/syntax-version.ts';
import { isAvailable } from '../../../model/syntax-version.ts';
import type { Heredoc, Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';

type MessageId = 'spaced' | 'copied' | 'depends' | 'misplaced' | 'join';

export const rule = defineRule<MessageId>({
  id: 'spaced-heredoc',
  category: 'correctness',
  severity: 'error',
  fix: 'safe',
  mayChange: 'the lines up to the delimiter are a here-document in every version of Docker',
  since: '0.1.0',
  aliases: [],
  checks: [],
  summary: 'A here-document with a space after <<, or in CMD: Docker reads its lines as instructions.',
  messages: {
    spaced: 'Docker accepts no space after "<<" here: it reads the lines below as instructions, so the build fails. Use {marker}.',
    copied: 'With a space after "<<", {keyword} looks for files with the names "<<" and "{name}", so the build fails. Use {marker}.',
    depends: 'Before syntax 1.16, Docker accepts no space after "<<": it reads the lines below as instructions. Use {marker}.',
    misplaced:
      '{keyword} takes no here-document: Docker reads the lines below as instructions, so the build fails. Write a script with COPY <<{name}.',
    join: 'Change to {marker}',
  },
  onbuild: true,
  on: { RUN: check, COPY: check, ADD: check, CMD: check, ENTRYPOINT: check, HEALTHCHECK: check },
});

function check(instruction: Instruction, context: RuleContext<MessageId>): void {
  const { keyword, heredocs } = instruction;
  for (const heredoc of heredocs) {
    const { marker, name, misplaced, spaced } = heredoc;
    if (misplaced) context.report({ at: marker, message: 'misplaced', data: { keyword, name } });
    else if (spaced) report(heredoc, keyword, context);
  }
}

function report(
  { marker, name, stripTabs }: Heredoc,
  keyword: string,
  { text, syntax, report: reportFinding }: RuleContext<MessageId>,
): void {
  if (syntax === 'foreign') return;
  const isAccepted = keyword === 'RUN' && !stripTabs ? isAvailable(spacedHeredocsSince, syntax) : false;
  if (isAccepted) return;
  const written = text.slice(marker.start, marker.end);
  const start = marker.start + written.indexOf('<<') + (stripTabs ? 3 : 2);
  const delimiter = /\S+$/.exec(written)![0];
  const data = { marker: text.slice(marker.start, start) + delimiter, keyword, name };
  const edits = [{ start, end: marker.end - delimiter.length, newText: '' }];
  reportFinding({
    at: marker,
    message: isAccepted === undefined ? 'depends' : keyword === 'RUN' ? 'spaced' : 'copied',
    severity: isAccepted === undefined ? 'info' : undefined,
    data,
    fixes: [{ title: 'join', data, level: 'safe', edits }],
  });
}
