import { flagNamed } from '../../../knowledge/flags.ts';
import type { FlagFacts } from '../../../knowledge/flags.ts';
import { message, joinSentences } from '../../../base/message.ts';
import { touches } from '../../../base/span.ts';
import { bold, bullets, code, codeBlock, composed, paragraphs, withTextValues } from '../../markdown.ts';
import type { Markdown } from '../../markdown.ts';
import { docsLink, sinceText } from './phrases.ts';
import type { HoverKind, HoverRequest } from './request.ts';

/** Hover on a flag: its purpose, values, default and minimum syntax version. */
export const hoverFlag: HoverKind = (at) => {
  const { instruction, offset } = at;
  const flag = instruction.flags.find((candidate) => touches(candidate, offset));
  const facts = flag && flagNamed(instruction.keyword, flag.name);
  if (!flag || !facts) return undefined;
  return { span: { start: flag.start, end: flag.end }, markdown: flagText(at, facts, flag.value) };
};

/**
 * The documentation of a flag.
 *
 * @param value The current value, shown in bold.
 */
export function flagText(at: Pick<HoverRequest, 'document' | 'translate'>, facts: FlagFacts, value: string | undefined): Markdown {
  const { translate } = at;
  const { keyword, name, summary, note, choices, example, since, anchor } = facts;
  return paragraphs(
    composed`${bold(`${keyword} --${name}`)} · ${translate(summary)}`,
    bullets(
      choices.map((choice) => composed`${value === choice.value ? bold(choice.value) : code(choice.value)}: ${translate(choice.summary)}`),
    ),
    codeBlock(example),
    joinSentences(
      fallbackText(at, facts),
      facts.repeatable ? translate(message('Can be repeated.')) : undefined,
      note && translate(withTextValues(note)),
      sinceText(at, since),
    ),
    docsLink(at, anchor),
  );
}

function fallbackText({ translate }: Pick<HoverRequest, 'translate'>, { fallback }: FlagFacts): Markdown | undefined {
  return fallback === undefined ? undefined : translate(message('Default: {value}.', { value: code(fallback) }));
}
