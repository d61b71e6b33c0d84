import { joinPath } from '../../../base/paths.ts';
import { npmNeeds } from '../../../knowledge/native-dependencies.ts';
import type { NativeNeeds } from '../../../knowledge/native-dependencies.ts';
import { textAt } from '../../core/project.ts';
import type { ProjectSources } from '../../core/project.ts';

/** What a package.json and the files in its folder say. */
export interface PackageJson {
  /** Its folder in the image, absolute. */
  readonly folder: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: ReadonlySet<string>;
  readonly devDependencies: ReadonlySet<string>;
  /** A lock file is copied, so that two installs install the same versions. */
  readonly locked: boolean;
  /** An install runs scripts of the project itself. */
  readonly hasInstallScripts: boolean;
  /** It depends on packages in other folders of the project: workspaces, `file:` and `link:` dependencies. */
  readonly isMonorepo: boolean;
  /** Yarn keeps packages outside of the project (Plug'n'Play), where they are not copied. */
  readonly plugAndPlay: boolean;
  /** Some dependency comes from a git repository. */
  readonly usesGit: boolean;
  readonly needs: readonly NativeNeeds[];
  /** Whether a package is a dependency or a development dependency. */
  readonly has: (name: string) => boolean;
  /** Whether the folder has a file. */
  readonly hasFile: (name: string) => boolean;
  /** The text of a file in the folder, as far as it was read. */
  readonly textOf: (name: string) => string | undefined;
}

const lockFiles = ['package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml', 'bun.lock', 'bun.lockb'];
const installScripts = ['preinstall', 'install', 'postinstall', 'prepare', 'preprepare', 'postprepare'];

/** Reads the package.json in a folder of the image; undefined when it is not known. */
export function readPackageJson(sources: ProjectSources, folder: string): PackageJson | undefined {
  const textOf = (name: string): string | undefined => textAt(sources, joinPath(folder, name));
  const manifest = parseObject(textOf('package.json'));
  if (!sources.files || !manifest) return undefined;
  const dependencies = {
    ...strings(manifest.dependencies),
    ...strings(manifest.optionalDependencies),
    ...strings(manifest.peerDependencies),
  };
  const devDependencies = strings(manifest.devDependencies);
  const scripts = strings(manifest.scripts);
  const versions = Object.values({ ...dependencies, ...devDependencies });
  const names = new Set(sources.files.map(({ target }) => target));
  const hasFile = (name: string): boolean => names.has(joinPath(folder, name));
  return {
    folder,
    scripts,
    dependencies: new Set(Object.keys(dependencies)),
    devDependencies: new Set(Object.keys(devDependencies)),
    locked: lockFiles.some(hasFile),
    hasInstallScripts: installScripts.some((name) => Object.hasOwn(scripts, name)),
    isMonorepo:
      manifest.workspaces !== undefined ||
      hasFile('pnpm-workspace.yaml') ||
      versions.some((version) => /^(?:file|link|portal|workspace):/.test(version)),
    plugAndPlay: isPlugAndPlay(manifest, textOf('.yarnrc.yml')),
    usesGit: versions.some((version) => /^(?:git|github:|gitlab:|bitbucket:)|\.git(?:#|$)|^[\w-]+\/[\w.-]+(?:#|$)/.test(version)),
    needs: Object.keys(dependencies).flatMap((name) => npmNeeds(name) ?? []),
    has: (name) => Object.hasOwn(dependencies, name) || Object.hasOwn(devDependencies, name),
    hasFile,
    textOf,
  };
}

/** Yarn 2 and later, unless they are told to make node_modules. https://yarnpkg.com/configuration/yarnrc#nodeLinker */
function isPlugAndPlay({ packageManager }: Readonly<Record<string, unknown>>, yarnrc: string | undefined): boolean {
  const berry = yarnrc !== undefined || (typeof packageManager === 'string' && /^yarn@[2-9]/.test(packageManager));
  return berry && !/^nodeLinker:\s*["']?(?:node-modules|pnpm)\b/m.test(yarnrc ?? '');
}

function parseObject(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = text === undefined ? undefined : JSON.parse(text.replace(/^\uFEFF/, ''));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function strings(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
