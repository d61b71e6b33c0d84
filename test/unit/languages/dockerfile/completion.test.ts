import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { completionsAt } from '../../../../server/src/languages/dockerfile/completion.ts';
import type { Completion, CompletionList } from '../../../../server/src/languages/completion-item.ts';
import { applyEdits } from '../../../../server/src/base/edit.ts';
import { english } from '../../../../server/src/base/message.ts';
import { readContextBlock } from '../../../support/context-block.ts';
import { documentOf } from '../../../support/document.ts';
import { readServiceFixture } from '../../../support/service-fixture.ts';
import type { ServiceCase } from '../../../support/service-fixture.ts';

const folder = join(import.meta.dirname, 'completion');

/**
 * What an editor would show at the cursor: the items that match the typed text, in order.
 * `only`: all labels. `first`: the labels at the top. `offers`, `does not offer`: labels anywhere in the list, optionally followed by two
 * spaces and the detail. `nothing`: no items.
 * `accept`: a label, and below it the line of the cursor after that item is accepted (`accept snippet`: by an editor with snippet support);
 * `␠` is a space at the end of a line. `says`: a label, and below it parts of its documentation. `trigger`: the trigger character, `blank`
 * for a space. `incomplete`: the list is incomplete.
 * `context`: the build context in the format of test/support/context-block.ts.
 */
const sections = [
  'only', 'first', 'offers', 'does not offer', 'nothing', 'accept', 'accept snippet', 'says', 'trigger', 'context', 'incomplete',
]; // prettier-ignore

for (const file of readdirSync(folder)) {
  describe(`completion: ${file.replace('.txt', '')}`, () => {
    it.each([...readServiceFixture(readFileSync(join(folder, file), 'utf8'), sections)])('$title', (test) => check(test));
  });
}

function check(test: ServiceCase): void {
  const section = (name: string): readonly string[] => (test.sections.get(name) ?? []).filter((line) => line !== '');
  const list = completionsOf(test, section('context'), section('trigger')[0]?.replace('blank', ' '));
  const shown = list.items.filter((item) => isShown(item, test));
  const lines = shown.map(({ label, detail }) => (detail === undefined ? label : `${label}  ${detail}`));
  const labels = shown.map(({ label }) => label);
  const named = (line: string): readonly string[] => (line.includes('  ') ? lines : labels);
  if (test.sections.has('nothing')) expect(labels).toEqual([]);
  if (test.sections.has('only')) expect(section('only').some((line) => line.includes('  ')) ? lines : labels).toEqual(section('only'));
  for (const [i, line] of section('first').entries()) expect(named(line)[i]).toBe(line);
  for (const line of section('offers')) expect(named(line)).toContain(line);
  for (const label of section('does not offer')) expect(labels).not.toContain(label);
  expect(list.isIncomplete).toBe(test.sections.has('incomplete'));
  for (const kind of ['accept', 'accept snippet']) {
    const [label, ...after] = section(kind);
    if (label === undefined) continue;
    const item = shown.find((candidate) => candidate.label === label);
    expect(labels).toContain(label);
    expect(lineAfter(test, item!, kind === 'accept snippet')).toBe(after.join('\n').replaceAll('␠', ' '));
  }
  const [label, ...pieces] = section('says');
  if (label !== undefined) {
    const documentation = shown.find((candidate) => candidate.label === label)?.documentation?.();
    for (const piece of pieces) expect(documentation).toContain(piece);
  }
}

function completionsOf({ text, offset }: ServiceCase, context: readonly string[], trigger: string | undefined): CompletionList {
  const document = documentOf(text, context.length > 0 ? readContextBlock(context.join('\n')) : undefined);
  const list = completionsAt(document, offset, { translate: english, trigger });
  for (const { slot, label } of list.items) {
    expect(slot.start <= offset && offset <= slot.end, `${label}: its slot is at the cursor`).toBe(true);
    expect(text.slice(slot.start, offset), label).toBe(slot.typed);
    expect(text.slice(slot.start, slot.end), `${label}: its slot is on one line`).not.toMatch(/\n/);
  }
  return list;
}

/** Whether an editor would show the item. Editors filter differently, but all of them show items that start with the typed text. */
function isShown({ slot, label, filter = label }: Completion, { offset, text }: ServiceCase): boolean {
  return filter.toLowerCase().startsWith(text.slice(slot.start, offset).toLowerCase());
}

/** The line of the cursor and the lines that the item adds. */
function lineAfter({ text, offset }: ServiceCase, { slot, newText, snippet }: Completion, snippets: boolean): string {
  const written = snippets ? (snippet ?? newText) : newText;
  const after = applyEdits(text, [{ start: slot.start, end: slot.end, newText: written }]);
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = after.indexOf('\n', slot.start + written.length);
  return after.slice(start, end < 0 ? undefined : end);
}
