import type { BuildContext } from '../context/build-context.ts';
import type { Assets } from '../knowledge/assets.ts';
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
  readonly assets: Assets;
}

/** One version of an open document, with all that is known about it at this moment. Never changes. */
export interface Snapshot extends Ingredients {
  readonly document: DockerfileDocument;
  readonly lines: LineIndex;
}

/** Makes a snapshot, of `previous` as much as still holds; `previous` itself where nothing changed. */
export function takeSnapshot(now: Ingredients, previous: Snapshot | undefined): Snapshot {
  const sameText = previous?.text === now.text;
  const same = (key: 'version' | 'settings' | 'build' | 'assets'): boolean => previous?.[key] === now[key];
  if (sameText && same('version') && same('settings') && same('build') && same('assets')) return previous;
  const model = sameText ? previous.document.model : createModel(parse(now.text, previous?.document.model.tree));
  const document = { text: now.text, model, build: now.build, rules: now.settings.rules, assets: now.assets };
  return { ...now, document, lines: sameText ? previous.lines : new LineIndex(now.text) };
}
