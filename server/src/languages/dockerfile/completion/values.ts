import type { FlagFacts } from '../../../knowledge/flags.ts';
import { message } from '../../../base/message.ts';
import type { Completion, Slot } from '../../completion-item.ts';
import type { CompletionRequest } from './request.ts';

/** Items for values without documentation. */
export function plainItems(slot: Slot, values: readonly string[]): readonly Completion[] {
  return values.map((value) => ({ label: value, kind: 'value', slot, newText: value }));
}

/** Items for values, with the default value first. */
export function defaultFirst(
  { translate }: CompletionRequest,
  slot: Slot,
  values: readonly string[],
  fallback: string | undefined,
): readonly Completion[] {
  const others = values.filter((value) => value !== fallback);
  const all = fallback === undefined ? others : [fallback, ...others];
  return all.map((value) => ({
    label: value,
    kind: 'value',
    slot,
    newText: value,
    ...(value === fallback && { detail: translate(message('default')) }),
  }));
}

/** The choices of a flag or option, the default first. */
export function choiceItems(
  request: CompletionRequest,
  slot: Slot,
  { choices, fallback }: Pick<FlagFacts, 'choices' | 'fallback'>,
): readonly Completion[] {
  const items = defaultFirst(request, slot, choices.map(({ value }) => value), fallback); // prettier-ignore
  return items.map((item) => {
    const summary = choices.find(({ value }) => value === item.label)?.summary;
    return summary ? { ...item, documentation: () => request.markdown(summary) } : item;
  });
}
