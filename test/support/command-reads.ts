import { vi } from 'vitest';
import { english } from '../../server/src/base/message.ts';
import { codeLensesOf } from '../../server/src/languages/dockerfile/code-lens.ts';
import { diagnose } from '../../server/src/languages/dockerfile/diagnostics.ts';
import { hoverAt } from '../../server/src/languages/dockerfile/hover.ts';
import { inlayHintsIn } from '../../server/src/languages/dockerfile/inlay-hints.ts';
import { innerScriptOf } from '../../server/src/shell/inner-scripts.ts';
import { commandReaders } from '../../server/src/shell/reading.ts';
import { documentOf } from './document.ts';

/** For each reader, how often it read each command while `run` ran. */
export function readsDuring(run: () => void): ReadonlyMap<string, readonly number[]> {
  const counts = new Map<string, Map<object, number>>();
  for (const kind of Object.keys(commandReaders) as (keyof typeof commandReaders)[]) {
    const ofKind = new Map<object, number>();
    counts.set(kind, ofKind);
    const reader = commandReaders[kind] as (command: object) => unknown;
    vi.spyOn(commandReaders, kind).mockImplementation(((command: object) => {
      ofKind.set(command, (ofKind.get(command) ?? 0) + 1);
      return reader(command);
    }) as never);
  }
  try {
    run();
  } finally {
    vi.restoreAllMocks();
  }
  return new Map([...counts].map(([kind, ofKind]) => [kind, [...ofKind.values()]]));
}

/**
 * Uses everything that an editor requests for a Dockerfile by itself, and a hover on each command. Returns the number of commands, those in quotes
 * (`sh -c '...'`) included.
 */
function useEverything(text: string): number {
  const document = documentOf(text);
  const { model } = document;
  diagnose(document);
  codeLensesOf(document, english);
  inlayHintsIn(document, { start: 0, end: text.length });
  const commands = model.tree.instructions.flatMap((instruction) => model.scriptOf(instruction)?.commands ?? []);
  for (const { start } of commands) hoverAt(document, start, english);
  const inner = model.tree.instructions.flatMap((instruction) =>
    (model.scriptOf(instruction)?.commands ?? []).flatMap(
      (command) => innerScriptOf(command, text, instruction.continuations)?.script.commands ?? [],
    ),
  );
  return commands.length + inner.length;
}

/**
 * How many commands some Dockerfiles have, and for each reader the maximum number of times that it read the same command when everything
 * is used. Throws if a reader read more commands than there are: then some of them were read as another object.
 */
export function mostReads(texts: readonly string[]): { readonly commands: number; readonly reads: ReadonlyMap<string, number> } {
  let commands = 0;
  const reads = readsDuring(() => {
    for (const text of texts) commands += useEverything(text);
  });
  for (const [kind, times] of reads) {
    if (times.length > commands) throw new Error(`${kind}: ${times.length} readings of ${commands} commands`);
  }
  return { commands, reads: new Map([...reads].map(([kind, times]) => [kind, times.reduce((most, next) => Math.max(most, next), 0)])) };
}
