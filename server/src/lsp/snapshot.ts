import type { BuildContext } from '../context/build-context.ts';
import { parse } from '../syntax/parse.ts';
import type { DockerfileTree } from '../syntax/tree.ts';
import { LineIndex } from '../text/lines.ts';
import type { Settings } from './settings.ts';

/** Of what a snapshot is made. */
export interface Ingredients {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  readonly settings: Settings;
  readonly build: BuildContext;
}

/** One version of an open document, with all that is known about it at this moment. Never changes. */
export interface Snapshot extends Ingredients {
  readonly tree: DockerfileTree;
  readonly lines: LineIndex;
}

/** Makes a snapshot, of `previous` as much as still holds; `previous` itself where nothing changed. */
export function takeSnapshot(now: Ingredients, previous: Snapshot | undefined): Snapshot {
  const sameText = previous?.text === now.text;
  if (sameText && previous.version === now.version && previous.settings === now.settings && previous.build === now.build) return previous;
  const tree = sameText ? previous.tree : parse(now.text, previous?.tree);
  return { ...now, tree, lines: sameText ? previous.lines : new LineIndex(now.text) };
}
