import { flagsOf } from '../../../knowledge/flags.ts';
import type { FlagFacts } from '../../../knowledge/flags.ts';
import { mountTypes } from '../../../knowledge/mounts.ts';
import { flagText } from '../hover/flag.ts';
import { typeText } from '../hover/mount.ts';
import { plainOf } from './instruction-snippets.ts';
import type { Completion, Slot } from '../../completion-item.ts';
import { slotAt } from './request.ts';
import type { ArgumentsRequest } from './request.ts';

/** The flags that the instruction takes and does not have yet. */
export function flagItems(request: ArgumentsRequest): readonly Completion[] {
  const slot = slotAt(request, request.cursor.flag?.typed ?? '', /[\w-]*=?/y);
  if (!slot) return [];
  const written = writtenFlags(request, slot);
  return flagsOf(request.cursor.keyword)
    .filter(({ name, repeatable }) => repeatable || !written.has(name))
    .flatMap((facts) => [flagItem(request, slot, facts), ...(facts.value === 'mount' ? mountItems(request, slot) : [])]);
}

/** The flags before the cursor, and those right behind it: half a flag ends the flags for the parser. */
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
    documentation: () => flagText(request, facts, undefined),
    since: facts.since,
    again: facts.needsValue,
  };
}

/** `--mount` with each of its types, and with what the type cannot do without. */
function mountItems(request: ArgumentsRequest, slot: Slot): readonly Completion[] {
  return mountTypes.map((facts): Completion => {
    const required = facts.options.filter((option) => option.required).map(({ name }) => name);
    const head = `--mount=type=${facts.type}`;
    const snippet = `${head}${required.map((name, i) => `,${name}=$${i + 1}`).join('')}`;
    return {
      label: head,
      kind: 'flag',
      slot,
      newText: plainOf(snippet),
      snippet,
      documentation: () => typeText(request, facts),
      since: facts.since,
      again: required.length > 0,
    };
  });
}
