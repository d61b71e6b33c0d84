import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'));

interface Step {
  readonly id: string;
  readonly description: string;
  readonly media: { readonly image: string };
  readonly completionEvents?: readonly string[];
}

const { contributes } = read('package.json') as {
  readonly contributes: { readonly commands: readonly { command: string }[]; readonly walkthroughs: readonly { steps: readonly Step[] }[] };
};
const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
const commands = contributes.commands.map(({ command }) => command);

it('shows the five main features', () => {
  expect(steps.map(({ id }) => id)).toEqual(['fixes', 'hover', 'layers', 'order', 'multi-stage']);
});

it('a step is completed by an existing command', () => {
  const awaited = steps.flatMap(({ completionEvents = [] }) => completionEvents.map((event) => event.replace('onCommand:', '')));
  expect(commands).toEqual(expect.arrayContaining(awaited));
});

describe.each(['package.nls.json', 'package.nls.zh-cn.json'])('with the texts of %s', (file) => {
  const texts = read(file) as Readonly<Record<string, string>>;
  const textOf = (place: string): string => texts[place.replaceAll('%', '')]!;

  it.each(steps)('$id has its image, and links to existing commands', ({ description, media }) => {
    expect(existsSync(join(root, textOf(media.image)))).toBe(true);
    const linked = [...textOf(description).matchAll(/\(command:(layerwise\.[^)?]+)/g)].map(([, command]) => command!);
    expect(commands).toEqual(expect.arrayContaining(linked));
  });
});
