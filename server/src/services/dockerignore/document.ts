import type { BuildContext } from '../../context/build-context.ts';
import type { ContextSnapshot, External } from '../../context/context.ts';
import { type IgnoreEffects, ignoreEffects } from '../../context/dockerignore/effects.ts';
import { type IgnoreFile, readIgnoreFile } from '../../context/dockerignore/patterns.ts';
import { type EntryTree, entryTreeOf } from '../../context/entry-tree.ts';
import { createBuildContext } from '../../context/snapshot-context.ts';
import type { ContextUser } from '../../rules/rule.ts';
import type { RuleSettings } from '../../rules/settings.ts';

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
export function createIgnoreDocument({ text, context, users, rules }: IgnoreIngredients): IgnoreDocument {
  const file = readIgnoreFile(text);
  const seen = context.state === 'known' ? { state: 'known' as const, value: { ...context.value, ignore: { path: context.value.ignore?.path ?? '.dockerignore', text } } } : context; // prettier-ignore
  let effects: IgnoreEffects | undefined;
  return {
    text,
    file,
    build: createBuildContext(seen),
    get tree() {
      return context.state === 'known' ? entryTreeOf(context.value.entries) : undefined;
    },
    get effects() {
      return (effects ??= this.tree && ignoreEffects(file, this.tree));
    },
    users,
    rules,
  };
}

/** The same folder and Dockerfiles under another text. */
export function withIgnoreText(document: IgnoreDocument, text: string): IgnoreDocument {
  const { build, users, rules } = document;
  return text === document.text ? document : createIgnoreDocument({ text, context: build.snapshot, users, rules });
}
