import type { BuildContext } from '../context/build-context.ts';
import { createModel } from '../model/index.ts';
import type { DockerfileDocument } from '../languages/dockerfile/document.ts';
import { parse } from '../syntax/parse.ts';
import { LineIndex } from '../base/lines.ts';
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
  readonly document: DockerfileDocument;
  readonly lines: LineIndex;
}

/** Makes a snapshot, of `previous` as much as still holds; `previous` itself where nothing changed. */
export function takeSnapshot(now: Ingredients, previous: Snapshot | undefined): Snapshot {
  const sameText = previous?.text === now.text;
  if (sameText && previous.version === now.version && previous.settings === now.settings && previous.build === now.build) return previous;
  const model = sameText ? previous.document.model : createModel(parse(now.text, previous?.document.model.tree));
  const document = { text: now.text, model, build: now.build, rules: now.settings.rules };
  return { ...now, document, lines: sameText ? previous.lines : new LineIndex(now.text) };
}
