import { LineIndex } from '../../base/lines.ts';
import { baseName, joinContextPath, parentOf } from '../../base/paths.ts';
import type { Work } from '../../base/work.ts';
import { readBakeHcl, readBakeJson } from './bake.ts';
import { readBuildCommands } from './build-commands.ts';
import { readCompose } from './compose.ts';
import { readDevcontainer } from './devcontainer.ts';
import type { BuildMention } from './mention.ts';
import { readPackageScripts } from './package-scripts.ts';
import { readWorkflow } from './workflow.ts';

/** The kinds of files that describe how images are built, in order of precedence. */
export const evidenceKinds = ['compose', 'bake', 'devcontainer', 'workflow', 'script', 'makefile', 'package-scripts'] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

interface EvidenceSource {
  readonly kind: EvidenceKind;
  /** Matches the path of such a file, relative to the workspace's folder. */
  readonly path: RegExp;
  readonly read: (text: string) => Work<readonly BuildMention[]>;
}

const sources: readonly EvidenceSource[] = [
  { kind: 'compose', path: /(?:^|\/)(?:docker-|podman-)?compose(?:[._-][\w.-]*)?\.ya?ml$/, read: readCompose },
  { kind: 'bake', path: /(?:^|\/)docker-bake(?:\.[\w.-]+)?\.hcl$/, read: readBakeHcl },
  { kind: 'bake', path: /(?:^|\/)docker-bake(?:\.[\w.-]+)?\.json$/, read: readBakeJson },
  { kind: 'devcontainer', path: /(?:^|\/)(?:\.devcontainer\/(?:[^/]+\/)?devcontainer|\.devcontainer)\.json$/, read: readDevcontainer },
  { kind: 'workflow', path: /^\.github\/(?:workflows\/[^/]+|actions\/.+\/action)\.ya?ml$/, read: readWorkflow },
  { kind: 'script', path: /\.(?:sh|bash)$/, read: (text) => readBuildCommands(text, { base: 'either' }) },
  {
    kind: 'makefile',
    path: /(?:^|\/)(?:GNU)?[Mm]akefile$|\.mk$/,
    read: (text) => readBuildCommands(text, { base: 'file', makefile: true }),
  },
  { kind: 'package-scripts', path: /(?:^|\/)package\.json$/, read: readPackageScripts },
];

/** Whether a file may describe how an image is built. */
export function isEvidence(path: string): boolean {
  return sources.some((source) => source.path.test(path));
}

/** A file that names the build context of a Dockerfile. Paths are relative to the workspace folder. */
export interface BuildEvidence {
  readonly kind: EvidenceKind;
  /** The file that names it. */
  readonly path: string;
  /** Zero-based line in that file. */
  readonly line: number;
  readonly dockerfile: string;
  /** '' is the workspace folder. */
  readonly context: string;
}

/** How many mentions are looked up in one step. */
const perStep = 500;

/** The evidence in a file about existing Dockerfiles. A path outside of the workspace, or of a missing file, is left out. */
export function* evidenceIn(path: string, text: string, exists: (path: string) => boolean): Work<readonly BuildEvidence[]> {
  const source = sources.find((candidate) => candidate.path.test(path));
  if (!source) return [];
  const lines = new LineIndex(text);
  const found: BuildEvidence[] = [];
  for (const [i, mention] of (yield* source.read(text)).entries()) {
    if (i % perStep === perStep - 1) yield;
    for (const base of basesOf(mention, path)) {
      const context = joinContextPath(base, mention.context);
      const dockerfile = mention.dockerfiles
        .map((candidate) => joinContextPath(base, candidate))
        .find((at) => at !== undefined && exists(at));
      if (context === undefined || dockerfile === undefined || !exists(context)) continue;
      found.push({ kind: source.kind, path, line: lines.lineAt(mention.at.start), dockerfile, context });
      break;
    }
  }
  return found;
}

function basesOf({ base }: BuildMention, path: string): readonly string[] {
  if (base === 'workspace') return [''];
  return base === 'file' || parentOf(path) === '' ? [parentOf(path)] : [parentOf(path), ''];
}

/** Glob patterns of the files to search in a workspace that contains a Dockerfile. */
export function isDockerfileName(path: string): boolean {
  return (
    /^(?:(?:Dockerfile|Containerfile)(?:\..+)?|.+\.(?:dockerfile|containerfile))$/i.test(baseName(path)) && !path.endsWith('.dockerignore')
  );
}
