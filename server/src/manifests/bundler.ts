import { lazy } from '../base/memoize.ts';
import { joinPath } from '../base/paths.ts';
import type { ProjectReader } from './files.ts';
import { emptyProject } from './project.ts';
import type { Dependency, LocalPackage, LockedPackage, Project, RuntimeVersion, SourceNeed } from './project.ts';

export interface BundlerProject extends Project {
  /** Whether the Gemfile installs the project's own gem. */
  readonly usesGemspec: boolean;
}

/**
 * Reads the literal parts of a Gemfile. It is a Ruby program, so computed parts are unknown.
 * https://bundler.io/man/gemfile.5.html
 */
export function readBundlerProject(reader: ProjectReader): BundlerProject | undefined {
  const name = ['Gemfile', 'gems.rb'].find((one) => reader.has(one));
  const text = name === undefined ? undefined : reader.text(name);
  if (name === undefined || text === undefined) return undefined;
  const lines = codeLines(text);
  const gemspecs = reader.matching('*.gemspec');
  const usesGemspec = lines.some((line) => /^\s*gemspec\b/.test(line));
  const lockName = name === 'Gemfile' ? 'Gemfile.lock' : 'gems.locked';
  const local = localGems(reader, lines);
  const computed = lines.find((line) => /\beval_gemfile\b|\bFile\.\w+|\brequire_relative\b|\bDir\b/.test(line));
  if (computed !== undefined) reader.recordUnread(reader.path(name)!, 'code');
  return {
    ...emptyProject('bundler', reader),
    manifests: [...reader.existing(name), ...(usesGemspec ? gemspecs : [])],
    locks: reader.existing(lockName),
    installFiles: [...reader.existing('.ruby-version', '.bundle/config', '.tool-versions'), ...evaluated(reader, lines)],
    localPackages: local,
    sourceNeeds: lines.flatMap((line): readonly SourceNeed[] => {
      const what = projectFile.exec(line)?.[0].trim();
      return what === undefined ? [] : [{ reason: 'local-package', file: name, what }];
    }),
    dependencies: [...dependenciesIn(lines), ...gemspecs.flatMap((path) => gemspecDependencies(reader.files.text(path) ?? ''))],
    locked: lazy(() => (reader.has(lockName) ? readLock(reader.text(lockName) ?? '') : [])),
    runtime: runtimeOf(reader, lines, name),
    usesGemspec,
  };
}

/** The part of a line that refers to a file of the project. */
const projectFile =
  /^[ \t]*gemspec\b|\bpath:|:path[ \t]*=>|^[ \t]*path[ \t(]+["'].*|\beval_gemfile\b.*|\bruby\b.*\bfile:[ \t]*["'](?!\.ruby-version|\.tool-versions).*|\bFile\.\w+.*|\brequire_relative\b.*/;

/** The lines without comments. A `#` in a string is not a comment. */
function codeLines(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(/(["'])(?:(?!\1)[^\\]|\\.)*\1|#(?!\{).*$/g, (found) => (found.startsWith('#') ? '' : found)));
}

function localGems(reader: ProjectReader, lines: readonly string[]): readonly LocalPackage[] {
  return lines.flatMap((line): readonly LocalPackage[] => {
    const name = /^\s*gem[\s(]+["']([^"']+)["']/.exec(line)?.[1];
    const written =
      /(?:\bpath:|:path\s*=>|^\s*path[\s(])\s*["']([^"']+)["']/.exec(line)?.[1] ?? (/^\s*gemspec\b/.test(line) ? '.' : undefined);
    if (written === undefined) return [];
    const path = reader.path(written);
    if (path === undefined) reader.recordUnread(written, 'outside');
    return [{ name, path, kind: 'path', written: line.trim() }];
  });
}

function evaluated(reader: ProjectReader, lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => {
    const written = /\beval_gemfile[\s(]+["']([^"'#]+)["']/.exec(line)?.[1];
    return written === undefined ? [] : reader.existing(written);
  });
}

/** Groups from `group :test do` to its `end`, and from `group: :test` on the line itself. */
function dependenciesIn(lines: readonly string[]): readonly Dependency[] {
  const open: string[][] = [];
  return lines.flatMap((line) => {
    if (/^\s*end\b/.test(line)) open.pop();
    else if (/\bdo\s*(?:\|[^|]*\|)?\s*$|^\s*(?:if|unless|case)\b/.test(line))
      open.push([...(/^\s*group\b(.*)/.exec(line)?.[1]?.matchAll(/:(\w+)/g) ?? [])].map(([, name]) => name!));
    const [, name, rest = ''] = /^\s*gem[\s(]+["']([^"']+)["'](.*)/.exec(line) ?? [];
    if (name === undefined) return [];
    const own = [...(/\bgroups?:\s*(\[[^\]]*\]|:\w+)/.exec(rest)?.[1]?.matchAll(/:(\w+)/g) ?? [])].map(([, group]) => group!);
    const groups = [...open.flat(), ...own];
    const version = /^\s*,\s*["']([^"']+)["']/.exec(rest)?.[1];
    const dev = groups.length > 0 && groups.every((group) => group === 'development' || group === 'test');
    return [{ name, version, group: groups.join(' ') || 'default', dev, optional: false }];
  });
}

function gemspecDependencies(text: string): readonly Dependency[] {
  const calls = codeLines(text)
    .join('\n')
    .matchAll(/\.add_((?:runtime_|development_)?)dependency[\s(]+["']([^"']+)["'](?:\s*,\s*["']([^"']+)["'])?/g);
  return [...calls].map(([, kind, name, version]) => {
    return { name: name!, version, group: 'gemspec', dev: kind === 'development_', optional: false };
  });
}

/** The sections GEM, GIT and PATH with their `specs:`. */
function readLock(text: string): readonly LockedPackage[] {
  return text.split(/\r?\n(?=[A-Z])/).flatMap((section) =>
    [...section.matchAll(/^ {4}(\S+) \(([^)\s]+)\)/gm)].map(([, name, version]) => ({
      name: name!,
      version: version!,
      dev: false,
      optional: false,
      local: section.startsWith('PATH'),
    })),
  );
}

function runtimeOf(reader: ProjectReader, lines: readonly string[], file: string): RuntimeVersion | undefined {
  const pinned = reader.has('.ruby-version')
    ? reader
        .text('.ruby-version')
        ?.trim()
        .replace(/^ruby-/, '')
    : undefined;
  if (pinned) return { name: 'ruby', version: pinned, file: '.ruby-version' };
  const version = lines.flatMap((line) => /^\s*ruby[\s(]+["']([^"']+)["']/.exec(line)?.[1] ?? [])[0];
  return version === undefined ? undefined : { name: 'ruby', version, file };
}

/** Other Gemfiles, and the gemspecs of gems with a path, as patterns. */
export function bundlerReferences(text: string): readonly string[] {
  return codeLines(text).flatMap((line) => {
    const gemfile = /\beval_gemfile[\s(]+["']([^"'#]+)["']/.exec(line)?.[1];
    const folder = /(?:\bpath:|:path\s*=>|^\s*path[\s(])\s*["']([^"']+)["']/.exec(line)?.[1];
    return [...(gemfile === undefined ? [] : [gemfile]), ...(folder === undefined ? [] : [joinPath(folder, '*.gemspec')])];
  });
}
