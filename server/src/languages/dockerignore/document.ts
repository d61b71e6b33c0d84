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

/** What every service of .dockerignore works on: one version of it, with all that is known about it at this moment. Never changes. */
export interface IgnoreDocument {
  readonly text: string;
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

/** Of what an `IgnoreDocument` is made. `context`: the folder, whatever ignore file it says is in force. */
export interface IgnoreIngredients {
  readonly text: string;
  readonly context: External<ContextSnapshot>;
  readonly users: readonly ContextUser[];
  readonly rules: RuleSettings;
}

/** Reads a .dockerignore and sees its folder through it. */
export function createIgnoreDocument(ingredients: IgnoreIngredients): IgnoreDocument {
  return new Version(ingredients);
}

// A class for the sake of the engine: see `Model` in model/index.ts.
class Version implements IgnoreDocument {
  readonly text: string;
  readonly file: IgnoreFile;
  readonly build: BuildContext;
  readonly users: readonly ContextUser[];
  readonly rules: RuleSettings;
  private readonly ignoreEffects = lazy(() => this.tree && ignoreEffects(this.file, this.tree));

  constructor({ text, context, users, rules }: IgnoreIngredients) {
    this.text = text;
    this.file = readIgnoreFile(text);
    this.build = createBuildContext(under(text, context));
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
  return text === document.text ? document : createIgnoreDocument({ text, context: build.snapshot, users, rules });
}
