import type { PackageManager } from '../../knowledge/build-packages.ts';
import type { ShellCommand } from '../../shell/script.ts';
import type { PackageCommand, PackageRequest } from '../../shell/tools/packages.ts';

/** What one command of a RUN does, as far as it matters for where the command belongs. Paths are absolute. */
export type Action =
  /** It prints, waits or looks: the image is the same without it. */
  | { readonly kind: 'nothing' }
  /** `set -e`: belongs to whatever follows. */
  | { readonly kind: 'option' }
  /** `cd`, `export`, `A=1`: what follows in the same script depends on it. */
  | { readonly kind: 'state' }
  /** `apt-get update` */
  | { readonly kind: 'refresh' }
  | SystemInstall
  /** Takes system packages away again, or what a virtual name of apk stands for. */
  | { readonly kind: 'remove'; readonly names: readonly string[] }
  /** Deletes caches: nothing reads them. */
  | { readonly kind: 'clean'; readonly ofLanguage: boolean }
  | Setup
  | { readonly kind: 'build'; readonly build: Build }
  /** Nobody knows what it leaves behind. */
  | { readonly kind: 'unknown'; readonly what: string };

/** Installs packages of the distribution. */
export interface SystemInstall {
  readonly kind: 'install';
  readonly manager: PackageManager;
  readonly packages: readonly PackageRequest[];
  /** The name under which apk can delete them together. */
  readonly virtual: string | undefined;
}

/** Accounts, folders, permissions, links, configuration: the run-time image needs the same. */
export interface Setup {
  readonly kind: 'setup';
  readonly program: string;
  /** It makes a folder or changes an owner or a mode: doing it once more does no harm. */
  readonly repeatable: boolean;
  /** What it touches; undefined where that is not known. Empty for accounts and the system's own configuration. */
  readonly paths: readonly string[] | undefined;
  /** Who it gives them to, for `chown`. */
  readonly owner?: string | undefined;
}

/** `go build`, `go install`. */
export interface GoBuild {
  readonly what: 'go';
  readonly folder: string;
  readonly command: PackageCommand;
  /** What `-o` names; undefined without it. `unknown`: a value that is not known before the build. */
  readonly output: { readonly path: string } | 'unknown' | undefined;
  /** Where `go install` puts programs. */
  readonly bin: string;
}

/** A command that makes something out of sources, or fetches it. */
export type Build =
  | GoBuild
  /** An install of a Node project's dependencies. */
  | { readonly what: 'node-install'; readonly folder: string; readonly command: PackageCommand }
  /** `npm install -g` */
  | { readonly what: 'node-global'; readonly packages: readonly PackageRequest[] }
  /** `npm run build -- --prod`: a script of package.json, and what is passed on to it. */
  | { readonly what: 'node-script'; readonly folder: string; readonly script: string; readonly more: readonly string[] }
  /** `npx tsc`, `node build.js`: a program of the project's own. */
  | { readonly what: 'node-tool'; readonly folder: string; readonly command: ShellCommand }
  | { readonly what: 'pip'; readonly folder: string; readonly command: PackageCommand }
  | { readonly what: 'venv'; readonly path: string }
  /** poetry, pipenv, uv, conda. */
  | { readonly what: 'python-manager'; readonly folder: string; readonly command: PackageCommand }
  /** Puts one thing at a known place: `git clone`, `curl -o`. */
  | { readonly what: 'fetch'; readonly path: string; readonly program: string }
  /** Fills or reads the caches and settings of its tool: `go mod download`, `go vet`, `git config`. */
  | { readonly what: 'cache'; readonly program?: string }
  /** Makes something below a folder: it is not known what. */
  | { readonly what: 'tool'; readonly folder: string; readonly program: string };

export type BuildOf<What extends Build['what']> = Extract<Build, { readonly what: What }>;
