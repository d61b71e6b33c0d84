import type { FuzzInput } from './input.ts';
import { noContext } from '../support/rules.ts';
import { shorterTexts, withoutParts } from './shrink.ts';

/** Inputs that are simpler than this one in one respect, the largest simplification first. */
export function* simplerInputs(input: FuzzInput): Generator<FuzzInput> {
  const { context, edits, places } = input;
  if (context !== noContext) yield { ...input, context: noContext };
  for (const left of withoutParts(edits)) yield { ...input, edits: left };
  for (const text of shorterTexts(input.text)) yield { ...input, text };
  if (context.state === 'known' && context !== noContext) {
    const { value } = context;
    for (const entries of withoutParts(value.entries)) {
      const names = new Set(entries.map(({ path }) => path));
      const texts = new Map([...value.texts].filter(([name]) => names.has(name)));
      yield {
        ...input,
        context: { state: 'known', value: { ...value, entries, texts, ignore: texts.has('.dockerignore') ? value.ignore : undefined } },
      };
    }
    for (const [name, text] of value.texts) {
      for (const shorter of shorterTexts(text)) {
        const ignore = value.ignore?.path === name ? { path: name, text: shorter } : value.ignore;
        yield { ...input, context: { state: 'known', value: { ...value, texts: new Map(value.texts).set(name, shorter), ignore } } };
      }
    }
  }
  for (const [i, edit] of edits.entries()) {
    for (const insert of shorterTexts(edit.insert)) yield { ...input, edits: edits.with(i, { ...edit, insert }) };
  }
  if (places.length > 1) for (const left of withoutParts(places)) if (left.length > 0) yield { ...input, places: left };
}

/** The input as a text from which a test can be written. */
export function describeInput({ language, text, context, edits, places, format, newName }: FuzzInput): string {
  const known = context.state === 'known' ? context.value : undefined;
  const files = known?.entries.map(({ path, kind, size }) => {
    const content = known.texts.get(path);
    return `${path}${kind === 'file' ? ` (${size} bytes)` : ` (${kind})`}${content ? ` ${JSON.stringify(content)}` : ''}`;
  });
  return [
    `${language}: ${JSON.stringify(text)}`,
    known ? `context: ${files?.join(', ')}${known.truncated ? ' (truncated)' : ''}` : `context: ${context.state}`,
    `edits: ${JSON.stringify(edits)}, places: ${JSON.stringify(places)}, new name: ${JSON.stringify(newName)}`,
    `format: ${JSON.stringify(format)}`,
  ].join('\n');
}
