import { writtenSpan } from '../../../facts/copy.ts';
import { isMounted } from '../../../facts/mounts.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import { isWithin } from '../../../base/paths.ts';
import { lineBreakOf } from '../../../base/layout.ts';
import { downloadBeforeBuild } from '../../../knowledge/install-files.ts';
import type { DependencyDownload } from '../../../knowledge/install-files.ts';
import { manifestsOf } from '../../../manifests/manifests.ts';
import type { Stage } from '../../../model/model.ts';
import type { Report, RuleContext } from '../../../linter/rule.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { contextPathOf } from './block.ts';
import type { SourceCopy } from './block.ts';
import { unknownOf } from '../../../facts/install-inputs/install-inputs.ts';
import { manifestCopies } from './reorder.ts';
import type { ManifestCopy } from './reorder.ts';

/** A build that also downloads the dependencies. */
interface DownloadingBuild {
  readonly command: CommandFact;
  readonly run: Instruction;
  readonly download: DependencyDownload;
}

/**
 * A build after a copy of the sources that downloads the dependencies again after every change of a file, although its tool has a command that
 * downloads them from the manifests alone. Undefined where the file has such a command or a cache, and where it is not certain that the
 * command works without the sources. `linesOf`: the COPY lines of the manifests.
 */
export function buildReport(
  copy: SourceCopy,
  stage: Stage,
  context: RuleContext<'downloads' | 'download'>,
  linesOf: (copies: readonly ManifestCopy[]) => readonly string[],
): Report<'downloads' | 'download'> | undefined {
  const { build: files, model, text } = context;
  const found = downloadingBuild(copy, stage, context);
  const { packages, folder } = found?.command ?? {};
  if (!found || !packages || folder === undefined || files.snapshot.state !== 'known') return undefined;
  if (model.configBefore(copy.instruction).workdir?.value !== folder) return undefined;
  const install = { command: packages, folder };
  const copies = manifestCopies({ copy, installs: [install] }, files);
  const sources = copies?.flatMap((one) => one.sources) ?? [];
  const project = { command: packages, manifests: manifestsOf(files), folder: contextPathOf('.', install, copy) ?? '', sources };
  const { ecosystem, lock } = found.download;
  const read = project.manifests.project(ecosystem, project.folder);
  const hasLock = lock === undefined || sources.some((path) => path.endsWith(lock));
  if (!copies || !read || read.dependencies.length === 0 || !hasLock || read.sourceNeeds.length > 0) return undefined;
  if (unknownOf(project).length > 0 || sources.some((path) => files.text(path) === undefined)) return undefined;
  const eol = lineBreakOf(text);
  const { start } = copy.instruction;
  const newText = [...linesOf(copies), `RUN ${found.download.command}`].map((line) => line + eol).join('');
  const data = {
    line: [packages.toolWord.value, packages.verbText].join(' ').trim(),
    source: copy.source.text,
    manifests: sources.join(' '),
    command: found.download.name,
  };
  return {
    at: writtenSpan(copy, copy.source),
    message: 'downloads',
    data,
    fixes: [{ title: 'download', data, level: 'suggestion', edits: [{ start, end: start, newText }] }],
  };
}

/** The first build in the copied folder. Undefined if something in the stage already downloads or keeps what it needs. */
function downloadingBuild(copy: SourceCopy, stage: Stage, { facts }: RuleContext<'downloads' | 'download'>): DownloadingBuild | undefined {
  for (const instruction of stage.instructions) {
    if (instruction.keyword !== 'RUN') continue;
    for (const command of facts.commandsOf(instruction)) {
      const { packages, folder } = command;
      const download = packages && downloadBeforeBuild(packages.tool);
      if (!download) continue;
      const isAfter = instruction.start > copy.instruction.start;
      const isBuild = packages.verb === 'build' && folder !== undefined && isWithin(copy.to, folder);
      if (!isAfter || !isBuild) {
        if (packages.verb === 'download' || packages.project) return undefined;
        continue;
      }
      const mounts = facts.mountsOf(instruction);
      const isKept = mounts.some(({ type }) => type?.type === 'bind') || download.caches.some((path) => isMounted(mounts, path));
      return isKept ? undefined : { command, run: instruction, download };
    }
  }
  return undefined;
}
