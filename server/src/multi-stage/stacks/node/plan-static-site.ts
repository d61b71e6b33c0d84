import { patternOf } from '../../../base/pattern-text.ts';
import { hasRole } from '../../../knowledge/programs.ts';
import { absolutePath, baseName, isWithin } from '../../../base/paths.ts';
import { packageOfNodeTool } from '../../../knowledge/node-tools.ts';
import { message } from '../../../base/message.ts';
import { copiedFrom, fetchedArtifacts } from '../../core/copied-artifacts.ts';
import type { CopiedArtifact } from '../../core/copied-artifacts.ts';
import { authorsBuildStage } from '../../core/plan.ts';
import type { ConversionPlan } from '../../core/plan.ts';
import { containerFolder } from '../../core/project.ts';
import { withoutInterpreter } from '../../core/runtime-base.ts';
import type { RuntimeBase } from '../../core/runtime-base.ts';
import { allowsPartialCopy } from '../../core/setups.ts';
import type { NodeApplication } from './application.ts';
import { staticServerOf } from './static-servers.ts';
import type { StaticServer } from './static-servers.ts';

/** The plan for a site of static files: what the build makes, and the program that serves it. Undefined for other applications. */
export function planStaticSite(project: NodeApplication): ConversionPlan | undefined {
  const { folder, outputs } = project;
  const server = serverOf(project);
  if (!server || !project.packageJson || folder === undefined || !project.compiles || !outputs) return undefined;
  const artifacts = server.artifacts(outputs);
  if (!artifacts || artifacts.length === 0 || !allowsPartialCopy(project, folder, artifacts)) return undefined;
  const paths = artifacts.map(({ source }) => source).join(', ');
  return {
    ...project.commonPlan,
    base: server.base,
    systemNeeds: [],
    buildStages: [authorsBuildStage(project)],
    artifacts,
    foldersFromBuild: [folder],
    firstLines: [],
    environmentSetup: [],
    repeatsCopy: ({ copy }) => !isWithin(folder, copy!.destination),
    addsSize: false,
    savesSize: true,
    decisions: [
      server.base.decision,
      message('{program} only serves {paths}: neither the sources nor node_modules are copied.', { paths, program: server.program }),
    ],
  };
}

interface Server {
  readonly program: string;
  readonly base: RuntimeBase;
  /** What has to be copied of the folders that the build makes; undefined when that is not known. */
  readonly artifacts: (outputs: readonly string[]) => readonly CopiedArtifact[] | undefined;
}

/** What serves the site: a web server of the system, or a server from npm that needs no node_modules. */
function serverOf(project: NodeApplication): Server | undefined {
  const { start } = project.container;
  const web = start.map(([program = '']) => baseName(program)).find((program) => hasRole(program, 'webServer'));
  if (web !== undefined) return webServer(project, web);
  const served = start.map(staticServerOf).find((server) => server && isIndependent(project, server));
  return served && { program: served.program, base: project.base, artifacts: (outputs) => servedFolder(project, served.folder, outputs) };
}

/** Serves what was put into its folder, or what the build makes when its configuration names the path. */
function webServer(project: NodeApplication, program: string): Server {
  const fetched = fetchedArtifacts(project);
  return {
    program,
    base: withoutInterpreter(project.stage, project.base),
    artifacts: (outputs) => {
      const areNamed = fetched.length === 0 && outputs.every((path) => isNamedInConfiguration(project, path));
      return areNamed ? outputs.map((path) => copiedFrom(path, true)) : fetched;
    },
  };
}

/** Whether a configuration file of the server names a path. */
function isNamedInConfiguration({ files, context }: NodeApplication, path: string): boolean {
  const name = new RegExp(`${patternOf(path)}(?![\\w-])`);
  return files?.some((file) => /\.conf$|^\/etc\//.test(file.target) && name.test(context.text(file.path) ?? '')) ?? false;
}

/** Whether a server is installed globally, or downloaded by npx when the container starts. */
function isIndependent({ packageJson, builds }: NodeApplication, { program, isDownloaded }: StaticServer): boolean {
  const name = packageOfNodeTool(program);
  const isGlobal = builds.some(({ role, packages }) => role === 'global-install' && packages?.packages.some((one) => one.name === name));
  return isGlobal || (isDownloaded && !packageJson?.has(name));
}

function servedFolder(project: NodeApplication, folder: string, outputs: readonly string[]): readonly CopiedArtifact[] | undefined {
  const path = absolutePath(containerFolder(project), folder);
  return path !== undefined && outputs.some((output) => isWithin(output, path)) ? [copiedFrom(path, true)] : undefined;
}
