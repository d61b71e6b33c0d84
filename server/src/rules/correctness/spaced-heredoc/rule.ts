import type { Heredoc, Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';

type MessageId = 'spaced' | 'misplaced' | 'join';

export const rule = defineRule<MessageId>({
  id: 'spaced-heredoc',
  category: 'correctness',
  severity: 'error',
  fix: 'safe',
  mayChange: 'the lines up to the delimiter become the here-document that they were meant to be',
  since: '0.1.0',
  aliases: [],
  summary: 'A here-document with a space after <<, or in CMD: Docker reads its lines as instructions.',
  messages: {
    spaced: 'Docker accepts no space after "<<": it reads the lines below as instructions, so the build fails. Use {marker}.',
    misplaced:
      '{keyword} takes no here-document: Docker reads the lines below as instructions, so the build fails. Write a script with COPY <<{name}.',
    join: 'Change to {marker}',
  },
  onbuild: true,
  on: { RUN: check, COPY: check, ADD: check, CMD: check, ENTRYPOINT: check, HEALTHCHECK: check },
});

function check({ keyword, heredocs }: Instruction, context: RuleContext<MessageId>): void {
  for (const heredoc of heredocs) {
    const { marker, name, misplaced, spaced } = heredoc;
    if (misplaced) context.report({ at: marker, message: 'misplaced', data: { keyword, name } });
    else if (spaced) report(heredoc, context);
  }
}

function report({ marker, stripTabs }: Heredoc, { text, report: reportFinding }: RuleContext<MessageId>): void {
  const written = text.slice(marker.start, marker.end);
  const start = marker.start + written.indexOf('<<') + (stripTabs ? 3 : 2);
  const delimiter = /\S+$/.exec(written)![0];
  const data = { marker: text.slice(marker.start, start) + delimiter };
  const edits = [{ start, end: marker.end - delimiter.length, newText: '' }];
  reportFinding({ at: marker, message: 'spaced', data, fixes: [{ title: 'join', data, level: 'safe', edits }] });
}
