import { message } from '../../base/message.ts';
import { cleanPath, isWithin, shellPath } from '../../base/paths.ts';
import { buildCommandsOf } from '../../facts/node/builds.ts';
import type { BuildCommand } from '../../facts/node/builds.ts';
import { folderOf } from '../../facts/node/install.ts';
import { isMounted } from '../../facts/mounts.ts';
import { nextStandalone, nodeBuildTools, unknownBuild } from '../../knowledge/node-builds.ts';
import type { BuildOutput } from '../../knowledge/node-builds.ts';
import { hasRole } from '../../knowledge/programs.ts';
import { manifestsOf } from '../../manifests/manifests.ts';
import { isNodeTool } from '../../manifests/node/project.ts';
import { imageFiles } from '../image-files.ts';
import type { CommandContext, CommandReader } from './context.ts';

/** `npm run build`, `yarn build`, `npx next build`, `ng build`: what build tools usually write. */
export const readNodeBuild: CommandReader = (context) => {
  const { command, state, facts, instruction } = context;
  const { packages, program } = command;
  const isScript = packages !== undefined && isNodeTool(packages.tool) && (packages.verb === 'run' || isScriptName(packages));
  const isTool = program !== undefined && (Object.hasOwn(nodeBuildTools, program) || hasRole(program, 'packageRunner'));
  if (!isScript && !isTool) return false;
  const folder = packages ? folderOf(packages, context) : command.folder;
  if (folder === undefined) return false;
  const files = imageFiles(state, facts.build, facts.mountsOf(instruction));
  const project = manifestsOf(files).project('node', folder.slice(1));
  const words = [program ?? packages?.tool ?? '', ...command.args.map(({ value }) => value)];
  const commands = buildCommandsOf(words, project?.manifest.scripts);
  if (!isScript && !commands?.some(({ tool }) => tool)) return false;
  if (commands?.length === 0 || (!commands && isCheck(words))) {
    context.draft.addSmallFiles();
    return true;
  }
  const copied = copiedLater(folder, context);
  const outputs = commands?.flatMap((one) => outputsOf(one, folder, copied, files.text(`${folder.slice(1)}/next.config.js`))) ?? [];
  const isUnknown = !commands || commands.some(({ tool }) => !tool);
  const found = isUnknown ? [...outputs, ...unknownOutputs(folder, copied, outputs)] : outputs;
  for (const output of found) addOutput(output, words, context);
  return true;
};

/** `yarn build`, `pnpm build`: other words than those of the tool are scripts. */
function isScriptName({ tool, verb, verbText }: { readonly tool: string; readonly verb: string; readonly verbText: string }): boolean {
  return (tool === 'yarn' || tool === 'pnpm') && verb === 'other' && /^(?:build|generate|compile|bundle|export)\b/.test(verbText);
}

/** Scripts whose names say that they only check something. */
function isCheck(words: readonly string[]): boolean {
  return words.some((word) => /^(?:test|lint|type-?check|check|format|audit)(?:$|[:-])/.test(word));
}

/** An output at an absolute path. */
interface PlacedOutput extends Omit<BuildOutput, 'folder'> {
  readonly path: string;
}

function outputsOf(
  { tool, folder: chosen, program }: BuildCommand,
  folder: string,
  copied: readonly string[],
  nextConfig: string | undefined,
): readonly PlacedOutput[] {
  if (!tool) return [];
  const isStandalone =
    program === 'next' && (/standalone/.test(nextConfig ?? '') || copied.some((path) => path.includes('.next/standalone')));
  const outputs = [...tool.outputs, ...(isStandalone ? [nextStandalone] : [])];
  return outputs.map(({ folder: usual, ...output }, i) => {
    const own = pathIn(folder, i === 0 && chosen !== undefined ? chosen : usual);
    // A configuration can name another folder: then a later COPY takes that one.
    const other = copied.find((path) => !outputs.some((one) => overlap(pathIn(folder, one.folder), path)));
    const isTaken = copied.some((path) => overlap(own, path));
    return { ...output, path: i === 0 && program !== 'next' && !isTaken && other !== undefined ? other : own };
  });
}

/** A path of the image. `folder` is absolute. */
const pathIn = (folder: string, name: string): string => shellPath(folder, name) ?? folder;

const overlap = (a: string, b: string): boolean => isWithin(a, b) || isWithin(b, a);

/** Where a build of an unknown tool may write: what later stages copy, or else the usual folder. */
function unknownOutputs(folder: string, copied: readonly string[], known: readonly PlacedOutput[]): readonly PlacedOutput[] {
  const { folder: usual, ...output } = unknownBuild;
  const open = copied.filter((path) => !known.some((one) => overlap(one.path, path)));
  if (open.length > 0) return open.map((path) => ({ ...output, path }));
  return known.length > 0 ? [] : [{ ...output, path: pathIn(folder, usual) }];
}

/** The paths in a folder that later stages copy from this one, of which nothing is known yet. */
function copiedLater(folder: string, { model, facts, instruction, state }: CommandContext): readonly string[] {
  const stage = model.stageOf(instruction);
  const copies = model.stages.flatMap((one) => one.instructions.flatMap((each) => facts.copyOf(each) ?? []));
  const paths = copies
    .filter(({ from }) => stage !== undefined && from?.stage?.index === stage.index)
    .flatMap(({ sources }) => sources.flatMap(({ value }) => (value === undefined ? [] : cleanPath(`/${value}`).replace(/\/\*$/, ''))));
  const isKnown = (path: string): boolean => state.paths.some((one) => isWithin(path, one));
  return [...new Set(paths)].filter((path) => path !== folder && isWithin(folder, path) && !path.includes('node_modules') && !isKnown(path) && !/\.(?:json|lock|ya?ml|toml)$/.test(path)); // prettier-ignore
}

function addOutput(
  { path, low, likely, high, isCache }: PlacedOutput,
  words: readonly string[],
  { draft, state, facts, instruction }: CommandContext,
): void {
  const bytes = { low: Math.round(low * 1e6), likely: Math.round(likely * 1e6), high: Math.round(high * 1e6) };
  const file = `${path}/output`;
  const detail = message('An estimate of what {command} creates: builds of such projects differ widely.', { command: words.slice(0, 3).join(' ') }); // prettier-ignore
  draft.add({ parts: [{ name: path, bytes: bytes.likely }], bytes, source: 'heuristic', path: file, detail, ...(isCache && { isWaste: true }) }); // prettier-ignore
  if (!isMounted(facts.mountsOf(instruction), file)) state.put(file, bytes.likely, draft, { interval: bytes });
}
