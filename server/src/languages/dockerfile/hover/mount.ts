import { factsOf } from '../../../facts/facts.ts';
import { mountOptionNamed } from '../../../knowledge/mounts.ts';
import type { MountOptionFacts, MountTypeFacts } from '../../../knowledge/mounts.ts';
import type { Flag, FlagField } from '../../../syntax/tree.ts';
import { message, joinSentences } from '../../../base/message.ts';
import { touches } from '../../../base/span.ts';
import { bold, bullets, code, codeBlock, joined, composed, paragraphs } from '../../markdown.ts';
import type { Markdown } from '../../markdown.ts';
import { docsLink, sinceText } from './phrases.ts';
import type { HoverKind, HoverRequest } from './request.ts';

/** Hover on `--mount`: the documentation of the type and its options, or of the option at the cursor. */
export const hoverMount: HoverKind = (at) => {
  const { document, instruction, offset } = at;
  const mounts = factsOf(document.model, document.build).mountsOf(instruction);
  const mount = mounts.find(({ flag }) => touches(flag, offset));
  if (!mount?.type) return undefined;
  const { type, fields, flag } = mount;
  const field = fields.find((candidate) => touches(candidate, offset));
  const option = field && mountOptionNamed(type, field.key);
  if (field && option && option.value !== 'type') return { span: spanOf(field), markdown: optionText(at, type, option, field.value) };
  return { span: spanOf(field ?? flag), markdown: typeText(at, type) };
};

/** The documentation of a mount type. */
export function typeText(
  at: Pick<HoverRequest, 'document' | 'translate'>,
  { type, summary, example, since, options, anchor }: MountTypeFacts,
): Markdown {
  const { translate } = at;
  const others = options.filter(({ value }) => value !== 'type');
  return paragraphs(
    composed`${bold(`RUN --mount=type=${type}`)} · ${translate(summary)}`,
    codeBlock(example),
    bullets(others.map((option) => composed`${names(option)}: ${summaryText(at, option)}`)),
    sinceText(at, since),
    docsLink(at, anchor),
  );
}

/**
 * The documentation of a mount option.
 *
 * @param value The current value, shown in bold.
 */
export function optionText(
  at: Pick<HoverRequest, 'document' | 'translate'>,
  type: MountTypeFacts,
  option: MountOptionFacts,
  value: string | undefined,
): Markdown {
  const { translate } = at;
  return paragraphs(
    composed`${bold(option.name)} · ${summaryText(at, option)}`,
    bullets(
      option.choices.map(
        (choice) => composed`${value === choice.value ? bold(choice.value) : code(choice.value)}: ${translate(choice.summary)}`,
      ),
    ),
    option.aliases.length > 0
      ? translate(message('Also written as {names}.', { names: joined(option.aliases.map(code), ', ') }))
      : undefined,
    sinceText(at, option.since),
    docsLink(at, type.anchor),
  );
}

function names({ name, aliases, required }: MountOptionFacts): Markdown {
  const all = joined([name, ...aliases].map(code), ', ');
  return required ? composed`**${all}**` : all;
}

function summaryText({ translate }: Pick<HoverRequest, 'translate'>, { summary, fallback }: MountOptionFacts): Markdown {
  return joinSentences(
    translate(summary),
    fallback === undefined ? undefined : translate(message('Default: {value}.', { value: code(fallback) })),
  );
}

function spanOf({ start, end }: Flag | FlagField): { start: number; end: number } {
  return { start, end };
}
