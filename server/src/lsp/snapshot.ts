import { LineIndex } from '../base/lines.ts';
import type { BuiltImages } from '../context/built-image.ts';
import type { Assets } from '../knowledge/assets.ts';
import type { Language, LanguageDocument } from '../languages/language-service.ts';
import type { DocumentContext } from './context-store.ts';
import type { Settings } from './settings.ts';

/** The input of a snapshot. */
export interface SnapshotInput {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  readonly settings: Settings;
  readonly context: DocumentContext;
  readonly assets: Assets;
  /** The images of container engines; undefined if they were not asked, or have not answered. */
  readonly built: BuiltImages | undefined;
  readonly language: Language;
}

/** One version of an open document, with everything that is known about it at this moment. Never changes. */
export interface Snapshot extends SnapshotInput {
  /** Created by `language`, for its functions and those of its service. */
  readonly document: LanguageDocument;
  readonly lines: LineIndex;
}

/** Creates a snapshot that reuses what is still valid of `previous`; returns `previous` itself if nothing has changed. */
export function takeSnapshot(now: SnapshotInput, previous: Snapshot | undefined): Snapshot {
  if (previous && inputs.every((key) => previous[key] === now[key])) return previous;
  const { text, context, settings, assets, built, language } = now;
  const document = language.createDocument({ text, ...context, rules: settings.rules, assets, built }, previous?.document);
  return { ...now, document, lines: previous?.text === text ? previous.lines : new LineIndex(text) };
}

const inputs = [
  'text',
  'version',
  'settings',
  'context',
  'assets',
  'built',
  'language',
] as const satisfies readonly (keyof SnapshotInput)[];
