import type { IgnoreContext } from '../workspace/ignore-context.ts';
import { createIgnoreDocument } from '../languages/dockerignore/document.ts';
import type { IgnoreDocument } from '../languages/dockerignore/document.ts';
import { LineIndex } from '../base/lines.ts';
import type { Settings } from './settings.ts';

/** Of what a snapshot of an ignore file is made. */
export interface IgnoreIngredients {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  readonly settings: Settings;
  readonly about: IgnoreContext;
}

/** One version of an open ignore file, with all that is known about it at this moment. Never changes. */
export interface IgnoreSnapshot extends IgnoreIngredients {
  readonly document: IgnoreDocument;
  readonly lines: LineIndex;
}

/** Makes a snapshot; `previous` itself where nothing changed. */
export function takeIgnoreSnapshot(now: IgnoreIngredients, previous: IgnoreSnapshot | undefined): IgnoreSnapshot {
  if (
    previous?.version === now.version &&
    previous.text === now.text &&
    previous.settings === now.settings &&
    previous.about === now.about
  ) {
    return previous;
  }
  const { text, settings, about } = now;
  return { ...now, document: createIgnoreDocument({ text, ...about, rules: settings.rules }), lines: new LineIndex(text) };
}
