import { lineBreakOf } from '../../base/layout.ts';
import { message } from '../../base/message.ts';
import { effectsOf } from '../../shell/effects.ts';
import type { EffectKind } from '../../shell/effects.ts';
import { defineRefactoring } from '../refactoring.ts';
import { chainIn, commentLines, runWithFlags } from '../run-parts.ts';

/** What a command leaves in its shell, in processes or in memory, which a RUN of its own would lose. */
const lostBySplit: ReadonlySet<EffectKind> = new Set(
  ['directory', 'variables', 'options', 'umask', 'limits', 'trap', 'aliases', 'functions', 'redirection', 'unknown', 'shell', 'ends', 'background', 'unkept', 'unreadable'], // prettier-ignore
);

/** `RUN a && b` to `RUN a` and `RUN b`: for example to find out which command is slow, or to cache the first ones. */
export const refactoring = defineRefactoring({
  id: 'split-run',
  kind: 'rewrite',
  offers({ instruction, text, model, facts }) {
    const chain = chainIn(instruction, { model });
    if (!chain || chain.pieces.length < 2) return [];
    const { script, pieces } = chain;
    const last = pieces.at(-1)!;
    if (effectsOf(script).some(({ kind, start }) => lostBySplit.has(kind) && start < last.start)) return [];
    // What the first RUN writes into these is gone in the second one.
    if (facts.mountsOf(instruction).some(({ type }) => type === undefined || type.type === 'tmpfs' || type.type === 'bind')) return [];
    const lineBreak = lineBreakOf(text);
    const start = runWithFlags(text, instruction);
    const edits = pieces.slice(1).map((piece, i) => {
      const gap = { start: pieces[i]!.end, end: piece.start };
      return { ...gap, newText: `${lineBreak}${commentLines(text, gap, lineBreak)}${start}` };
    });
    return [{ title: message('Split into {count} RUN instructions', { count: pieces.length }), edits }];
  },
});
