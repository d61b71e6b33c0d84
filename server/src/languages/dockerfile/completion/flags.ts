import { flagsOf } from '../../../knowledge/flags.ts';
import type { FlagFacts } from '../../../knowledge/flags.ts';
import { mountTypes } from '../../../knowledge/mounts.ts';
import { flagText } from '../hover/flag.ts';
import { typeText } from '../hover/mount.ts';
import { plainTextOf } from './instruction-snippets.ts';
import type { Completion, Slot } from '../../completion-item.ts';
import { slotAt } from './request.ts';
import type { ArgumentsRequest } from './request.ts';

/** The flags that the instruction supports and that are not set yet. */
export function flagItems(request: ArgumentsRequest): readonly Completion[] {
  const slot = slotAt(request, request.cursor.flag?.typed ?? '', /[\w-]*=?/y);
  if (!slot) return [];
  const written = writtenFlags(request, slot);
  return flagsOf(request.cursor.keyword)
    .filter(({ name, repeatable }) => repeatable || !written.has(name))
    .flatMap((facts) => [flagItem(request, slot, facts), ...(facts.value === 'mount' ? mountItems(request, slot) : [])]);
}

/** The flags before and after the cursor. The parser does not read flags after an incomplete one. */
function writtenFlags({ document, cursor, instruction }: ArgumentsRequest, slot: Slot): ReadonlySet<string> {
  const names = new Set(cursor.flags.map(({ name }) => name));
  const rest = document.text.slice(slot.end, instruction.end);
  for (const [, name] of rest.matchAll(/\s+(?:\\\r?\n\s*)?--([\w-]+)(?:=\S*)?/gy)) names.add(name!);
  return names;
}

function flagItem(request: ArgumentsRequest, slot: Slot, facts: FlagFacts): Completion {
  const text = facts.needsValue ? `--${facts.name}=` : `--${facts.name}`;
  return {
    label: text,
    kind: 'flag',
    slot,
    newText: text,
    documentation: () => flagText({ document: request.document, translate: request.markdown }, facts, undefined),
    since: facts.since,
    retrigger: facts.needsValue,
  };
}

/** `--mount` with each of its types and their required options. */
function mountItems(request: ArgumentsRequest, slot: Slot): readonly Completion[] {
  return mountTypes.map((facts): Completion => {
    const required = facts.options.filter((option) => option.required).map(({ name }) => name);
    const head = `--mount=type=${facts.type}`;
    const snippet = `${head}${required.map((name, i) => `,${name}=$${i + 1}`).join('')}`;
    return {
      label: head,
      kind: 'flag',
      slot,
      newText: plainTextOf(snippet),
      snippet,
      documentation: () => typeText({ document: request.document, translate: request.markdown }, facts),
      since: facts.since,
      retrigger: required.length > 0,
    };
  });
}
