import { lazy } from '../../base/memoize.ts';
import type { BuildContext } from '../../context/build-context.ts';
import type { External } from '../../base/external.ts';
import type { ContextSnapshot } from '../../context/context.ts';
import { ignoreEffects } from '../../context/dockerignore/effects.ts';
import type { IgnoreEffects } from '../../context/dockerignore/effects.ts';
import { readIgnoreFile } from '../../context/dockerignore/patterns.ts';
import type { IgnoreFile } from '../../context/dockerignore/patterns.ts';
import { entryTreeOf } from '../../context/entry-tree.ts';
import type { EntryTree } from '../../context/entry-tree.ts';
import { createBuildContext } from '../../context/snapshot-context.ts';
import type { ContextUser } from '../../linter/rule.ts';
import type { RuleSettings } from '../../linter/settings.ts';
import type { DocumentInput, LanguageDocument } from '../language-service.ts';

/** One version of a .dockerignore, with everything that is known about it at this moment. Never changes. */
export interface IgnoreDocument extends LanguageDocument {
  readonly file: IgnoreFile;
  /** The folder that the file is about, as the builder gets it under this very text. */
  readonly build: BuildContext;
  /** The same folder as it is; undefined while it is not known. */
  readonly tree: EntryTree | undefined;
  /** Which line decides of which files, worked out when first asked for; undefined while the folder is not known. */
  readonly effects: IgnoreEffects | undefined;
  /** The Dockerfiles that are built from this folder under this file. */
  readonly users: readonly ContextUser[];
  readonly rules: RuleSettings;
}

/** What an ignore file is made from. `build`: the folder, under whatever ignore file it has now. */
export type IgnoreInput = Pick<DocumentInput, 'text' | 'build' | 'users' | 'rules'>;

/** Reads a .dockerignore and sees its folder through it. */
export function createIgnoreDocument(input: IgnoreInput): IgnoreDocument {
  return new Version(input);
}

// A class for the sake of the engine: see `Model` in model/index.ts.
class Version implements IgnoreDocument {
  readonly text: string;
  readonly file: IgnoreFile;
  readonly build: BuildContext;
  readonly users: readonly ContextUser[];
  readonly rules: RuleSettings;
  private readonly ignoreEffects = lazy(() => this.tree && ignoreEffects(this.file, this.tree));

  constructor({ text, build, users, rules }: IgnoreInput) {
    this.text = text;
    this.file = readIgnoreFile(text);
    this.build = createBuildContext(under(text, build.snapshot));
    this.users = users;
    this.rules = rules;
  }

  get tree(): EntryTree | undefined {
    const { snapshot } = this.build;
    return snapshot.state === 'known' ? entryTreeOf(snapshot.value.entries) : undefined;
  }

  get effects(): IgnoreEffects | undefined {
    return this.ignoreEffects();
  }
}

/** A folder with this text in place of the ignore file's that it has. */
function under(text: string, context: External<ContextSnapshot>): External<ContextSnapshot> {
  if (context.state !== 'known') return context;
  const { value } = context;
  return { state: 'known', value: { ...value, ignore: { path: value.ignore?.path ?? '.dockerignore', text } } };
}

/** The same folder and Dockerfiles under another text. */
export function withIgnoreText(document: IgnoreDocument, text: string): IgnoreDocument {
  const { build, users, rules } = document;
  return text === document.text ? document : createIgnoreDocument({ text, build, users, rules });
}
