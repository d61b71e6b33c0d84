import type { SuppressionTool } from '../../../linter/suppressions.ts';
import { ruleCatalogue } from '../../../rules/catalogue.generated.ts';
import { ruleSummaries } from '../../../rules/summaries.generated.ts';
import type { RuleInfo } from '../../../linter/rule.ts';
import { message } from '../../../base/message.ts';
import type { FixedMessage } from '../../../base/message.ts';
import type { CommentCursor } from '../cursor.ts';
import type { Completion, Slot } from '../../completion-item.ts';
import { slotAfter, slotAt } from './request.ts';
import type { CompletionRequest } from './request.ts';
import { buildChecks } from '../../../knowledge/build-checks.ts';

/** The syntax of suppression comments. */
const suppressionSyntaxes: readonly { readonly text: string; readonly summary: FixedMessage }[] = [
  { text: 'layerwise ignore=', summary: message('Suppresses rules for the next instruction.') },
  { text: 'layerwise global ignore=', summary: message('Suppresses rules for the whole file.') },
  { text: 'hadolint ignore=', summary: message('Suppresses rules for the next instruction (hadolint syntax).') },
  { text: 'hadolint global ignore=', summary: message('Suppresses rules for the whole file (hadolint syntax).') },
];

/** Items for the start of a suppression comment. */
export function suppressionItems({ markdown }: CompletionRequest, slot: Slot, { continued }: CommentCursor): readonly Completion[] {
  return suppressionSyntaxes
    .filter(({ text }) => !continued || !text.includes('global'))
    .map(({ text, summary }) => ({
      label: `# ${text}`,
      kind: 'directive',
      slot,
      newText: `# ${text}`,
      documentation: () => markdown(summary),
      retrigger: true,
    }));
}

/** The rule ids after `ignore=`. Undefined if the cursor is not after it. */
export function ruleIdItems(request: CompletionRequest, typed: string): readonly Completion[] | undefined {
  const [, tool, list] = /^#\s*(layerwise|hadolint|tally)\s+(?:global\s+)?ignore\s*=\s*(.*)$/is.exec(typed) ?? [];
  if (tool === undefined || list === undefined) return undefined;
  const slot = slotAt(request, list, /[\w/-]*/y);
  const last = slot && slotAfter(slot, /(?:.*,)?\s*/s.exec(list)![0].length);
  return last && /^[\w/-]*$/.test(last.typed) ? idItems(request, last, list, tool.toLowerCase() as SuppressionTool) : [];
}

/** The names of BuildKit checks, and `all`. */
export function checkIds(request: CompletionRequest, slot: Slot, list: string): readonly Completion[] {
  const all: Completion = {
    label: 'all',
    kind: 'rule',
    slot,
    newText: 'all',
    documentation: () => request.markdown(message('All rules.')),
  };
  return [...idItems(request, slot, list, 'buildkit'), all];
}

/** The ids that a tool uses, among the id and aliases of a rule. */
const namesOf: Readonly<Record<SuppressionTool, (rule: RuleInfo) => readonly string[]>> = {
  layerwise: ({ id }) => [id],
  hadolint: ({ aliases }) => aliases.filter((alias) => /^(?:DL|SC)\d+$/.test(alias)),
  tally: ({ aliases }) => aliases.filter((alias) => /^DL\d+$/.test(alias)).map((alias) => `hadolint/${alias}`),
  shellcheck: ({ aliases }) => aliases.filter((alias) => /^SC\d+$/.test(alias)),
  buildkit: ({ aliases }) => aliases.filter((alias) => buildChecks.has(alias)),
};

/** The ids that are not in the list yet. */
function idItems({ markdown }: CompletionRequest, slot: Slot, list: string, tool: SuppressionTool): readonly Completion[] {
  const written = new Set(list.split(',').slice(0, -1).map((id) => id.trim().toLowerCase())); // prettier-ignore
  return ruleCatalogue
    .flatMap((rule) => namesOf[tool](rule).map((id) => ({ id, rule })))
    .filter(({ id }) => !written.has(id.toLowerCase()))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, rule }) => ({
      label: id,
      kind: 'rule',
      slot,
      newText: id,
      detail: id === rule.id ? undefined : rule.id,
      documentation: () => markdown(message(ruleSummaries[rule.id]!)),
    }));
}
