import { contextPath, depthOf, parentOf } from '../../base/paths.ts';
import type { ContextSnapshot } from '../../context/context.ts';
import { ignoreEffects } from '../../context/dockerignore/effects.ts';
import { patternTest } from '../../context/dockerignore/matcher.ts';
import { readIgnoreFile } from '../../context/dockerignore/patterns.ts';
import { entryTreeOf } from '../../context/entry-tree.ts';
import type { EntryTree } from '../../context/entry-tree.ts';
import { hasWildcard } from '../../context/glob.ts';
import { unknownContext } from '../../context/snapshot-context.ts';
import { factsOf } from '../../facts/facts.ts';
import type { Facts } from '../../facts/facts.ts';
import { ignoreSections } from '../../knowledge/ignore-lines.ts';
import type { Ecosystem } from '../../knowledge/project-files.ts';
import { projectFolders } from '../../manifests/manifests.ts';
import type { DockerfileModel } from '../../model/model.ts';
import type { ContextUser } from '../../linter/rule.ts';
import { isGitIgnored } from '../../context/git-ignored.ts';
import { isGitUsed } from '../../facts/git-used.ts';
import type { Instruction } from '../../syntax/tree.ts';
import type { Translate } from '../../base/message.ts';
import type { IgnoreProposal } from '../results.ts';

/** Projects in deeper folders are usually third-party code. */
const maxProjectDepth = 1;

/**
 * Creates a .dockerignore file for the files in the folder. It excludes nothing that a COPY, ADD or mount of one of the Dockerfiles names,
 * and keeps `.git` if one of them uses Git.
 *
 * @param tree The entries of the context, if they are already available as a tree.
 */
export function proposeIgnoreFile(
  context: ContextSnapshot,
  users: readonly ContextUser[],
  translate: Translate,
  tree: EntryTree = entryTreeOf(context.entries),
): IgnoreProposal {
  const named = users.flatMap(({ model }) => namedPaths(model));
  const texts = users.map(({ model }) => model.tree.text);
  const isNeeded = (line: string): boolean => {
    if (line === '.git' && texts.some(isGitUsed)) return true;
    if (line === '**/.env' && tree.entry('.env') && context.texts.has('.gitignore') && !isGitIgnored('.env', context)) return true;
    const [pattern] = readIgnoreFile(line).patterns;
    const matches = patternTest(pattern!);
    return named.some((path) => matches(path) || (hasWildcard(path) && tree.matching(path).some((entry) => matches(entry.path))));
  };
  const ecosystems = ecosystemsOf(context);
  const sections = ignoreSections.flatMap((section) => {
    if (section.ecosystems && !section.ecosystems.some((ecosystem) => ecosystems.has(ecosystem))) return [];
    const { generated } = section;
    const lines = [...section.lines, ...(generated && texts.some((text) => generated.dockerfilePattern.test(text)) ? generated.lines : [])];
    const kept = lines.filter((line) => !isNeeded(line));
    return kept.length > 0 ? [`# ${translate(section.heading)}\n${kept.join('\n')}\n`] : [];
  });
  const text = sections.join('\n');
  const { patterns, sent } = ignoreEffects(readIgnoreFile(text), tree);
  const effective = [...patterns].filter(([, { files }]) => files > 0).map(([pattern]) => pattern.text);
  const before = ignoreEffects(readIgnoreFile(context.ignore?.text ?? ''), tree).sent.bytes;
  return { text, effective, before, after: sent.bytes };
}

/** The ecosystems of the projects in the root folder and its subfolders. */
function ecosystemsOf({ entries }: ContextSnapshot): ReadonlySet<Ecosystem> {
  const paths = entries.filter(({ path, kind }) => kind === 'file' && depthOf(path) <= maxProjectDepth).map(({ path }) => path);
  return new Set(projectFolders(paths).map(({ ecosystem }) => ecosystem));
}

/** The paths and globs that the Dockerfile copies, and the folder of each glob. */
function namedPaths(model: DockerfileModel): readonly string[] {
  const facts = factsOf(model, unknownContext);
  const words = model.tree.instructions.flatMap((instruction) => [...copySources(facts, instruction), ...mountSources(facts, instruction)]);
  const paths = words.map(contextPath).filter((path) => path !== '' && !/^\*+$/.test(path));
  return paths.flatMap((path) => (hasWildcard(path) ? [path, literalFolder(path)].filter((each) => each !== '') : [path]));
}

function copySources({ copyOf }: Facts, instruction: Instruction): readonly string[] {
  const sources = copyOf(instruction)?.sources ?? [];
  return sources.flatMap(({ kind, value }) => (value !== undefined && (kind === 'path' || kind === 'glob') ? [value] : []));
}

/** The sources of bind mounts of the build context: `RUN --mount=type=bind,source=…` without `from`. */
function mountSources({ mountsOf }: Facts, instruction: Instruction): readonly string[] {
  return mountsOf(instruction).flatMap(({ fromContext, source }) => (fromContext && source !== undefined ? [source] : []));
}

function literalFolder(glob: string): string {
  let folder = parentOf(glob);
  while (hasWildcard(folder)) folder = parentOf(folder);
  return folder;
}
