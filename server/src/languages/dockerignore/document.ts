import { LazyWork } from '../../base/lazy-work.ts';
import { inOneStep } from '../../base/work.ts';
import type { Work } from '../../base/work.ts';
import type { BuildContext } from '../../context/build-context.ts';
import type { External } from '../../base/external.ts';
import type { ContextSnapshot } from '../../context/context.ts';
import { ignoreEffectsInSteps } from '../../context/dockerignore/effects.ts';
import type { IgnoreEffects } from '../../context/dockerignore/effects.ts';
import { readIgnoreFile } from '../../context/dockerignore/patterns.ts';
import type { IgnoreFile } from '../../context/dockerignore/patterns.ts';
import { entryTreeOf } from '../../context/entry-tree.ts';
import type { EntryTree } from '../../context/entry-tree.ts';
import { createBuildContext } from '../../context/snapshot-context.ts';
import type { ContextUser } from '../../linter/rule.ts';
import type { RulesInUse } from '../../linter/settings.ts';
import type { DocumentInput, LanguageDocument } from '../language-service.ts';

/** One version of a .dockerignore file with all known data about it. Immutable. */
export interface IgnoreDocument extends LanguageDocument {
  readonly file: IgnoreFile;
  /** The build context with this text as its ignore file. */
  readonly build: BuildContext;
  /** All entries of the build context. Undefined if the context is not known. */
  readonly tree: EntryTree | undefined;
  /** The files that each line decides about, computed on first use. Undefined if the context is not known. */
  readonly effects: IgnoreEffects | undefined;
  /** Computes `effects` in steps: the context may have very many files. */
  prepareEffects(): Work<void>;
  /** The Dockerfiles that are built from this folder with this file. */
  readonly users: readonly ContextUser[];
  readonly rules: RulesInUse;
}

/** The input of an ignore document. `build` is the context with its current ignore file. */
export type IgnoreInput = Pick<DocumentInput, 'text' | 'build' | 'users' | 'rules'>;

/** Parses a .dockerignore file and applies it to its build context. */
export function createIgnoreDocument(input: IgnoreInput): IgnoreDocument {
  return new ParsedIgnoreDocument(input);
}

// A class for performance: see `Model` in model/index.ts.
class ParsedIgnoreDocument implements IgnoreDocument {
  readonly text: string;
  readonly file: IgnoreFile;
  readonly build: BuildContext;
  readonly users: readonly ContextUser[];
  readonly rules: RulesInUse;
  private readonly ignoreEffects = new LazyWork(() => (this.tree ? ignoreEffectsInSteps(this.file, this.tree) : inOneStep(undefined)));

  constructor({ text, build, users, rules }: IgnoreInput) {
    this.text = text;
    this.file = readIgnoreFile(text);
    this.build = createBuildContext(withIgnoreFile(text, build.snapshot));
    this.users = users;
    this.rules = rules;
  }

  get tree(): EntryTree | undefined {
    const { snapshot } = this.build;
    return snapshot.state === 'known' ? entryTreeOf(snapshot.value.entries) : undefined;
  }

  get effects(): IgnoreEffects | undefined {
    return this.ignoreEffects.now();
  }

  *prepareEffects(): Work<void> {
    yield* this.ignoreEffects.inSteps();
  }
}

/** The context with this text instead of its ignore file. */
function withIgnoreFile(text: string, context: External<ContextSnapshot>): External<ContextSnapshot> {
  if (context.state !== 'known') return context;
  const { value } = context;
  return { state: 'known', value: { ...value, ignore: { path: value.ignore?.path ?? '.dockerignore', text } } };
}

/** The same document with another text. */
export function withIgnoreText(document: IgnoreDocument, text: string): IgnoreDocument {
  const { build, users, rules } = document;
  return text === document.text ? document : createIgnoreDocument({ text, build, users, rules });
}
