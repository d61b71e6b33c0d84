import { baseName, joinContextPath, parentOf } from '../base/paths.ts';
import { bundlerReferences } from './bundler.ts';
import { cargoReferences } from './cargo.ts';
import { composerReferences } from './composer.ts';
import { dotnetReferences } from './dotnet.ts';
import { alternatives } from './files.ts';
import { goReferences } from './go.ts';
import { gradleReferences } from './gradle.ts';
import { mavenReferences } from './maven.ts';
import { mixReferences } from './mix.ts';
import { nodeReferences } from './node/project.ts';
import { pythonReferences } from './python/project.ts';
import { isRequirementsName, requirementsReferences } from './python/requirements.ts';

/** Files that a manifest refers to and that belong to the same project. */
export interface Reference {
  /** A context path or a pattern for several; `**` matches any number of folders. */
  readonly pattern: string;
  /** The kind of the file if its name does not tell it: for `-r base.list` it is `requirements.txt`. */
  readonly as: string | undefined;
}

/**
 * A kind of file, with a function that returns its references as paths and patterns relative to its folder, and the kind of the referenced
 * files.
 */
interface Reader {
  readonly fits: (name: string) => boolean;
  readonly references: (name: string, text: string) => readonly string[];
  readonly as?: string;
}

const named = (...names: readonly string[]) => (name: string): boolean => names.includes(name); // prettier-ignore

const readers: readonly Reader[] = [
  { fits: named('package.json', 'pnpm-workspace.yaml'), references: nodeReferences },
  { fits: named('setup.py', 'setup.cfg'), references: pythonReferences, as: 'requirements.txt' },
  { fits: named('pyproject.toml', 'Pipfile'), references: pythonReferences },
  { fits: named('go.mod', 'go.work'), references: goReferences },
  { fits: named('Cargo.toml'), references: (_, text) => cargoReferences(text) },
  { fits: (name) => name.endsWith('.xml'), references: (_, text) => mavenReferences(text), as: 'pom.xml' },
  { fits: named('settings.gradle', 'settings.gradle.kts'), references: (_, text) => gradleReferences(text) },
  { fits: (name) => /\.(?:(?:cs|fs|vb)proj|slnx?|props|targets)$/i.test(name), references: dotnetReferences },
  { fits: named('composer.json'), references: (_, text) => composerReferences(text) },
  { fits: named('Gemfile', 'gems.rb'), references: (_, text) => bundlerReferences(text), as: 'Gemfile' },
  { fits: named('mix.exs'), references: (_, text) => mixReferences(text) },
];

/**
 * The files that a host must also read after it has read this one. `as`: the kind that a reference assigned to the file; otherwise its name
 * decides. Never fails, like the readers.
 */
export function referencesOf(path: string, text: string, as?: string): readonly Reference[] {
  if (as === 'requirements.txt' || isRequirementsName(path))
    return requirementsReferences(path, text).map((pattern) => ({ pattern, as: 'requirements.txt' }));
  const name = as ?? baseName(path);
  const reader = readers.find(({ fits }) => fits(name));
  const found = reader?.references(name, text).flatMap(alternatives) ?? [];
  return found.flatMap((written) => {
    const pattern = /^\/|^[A-Za-z]:|^~/.test(written) ? undefined : joinContextPath(parentOf(path), written);
    return pattern === undefined ? [] : [{ pattern, as: isKnownName(pattern) ? undefined : reader!.as }];
  });
}

function isKnownName(path: string): boolean {
  return readers.some(({ fits }) => fits(baseName(path)));
}
