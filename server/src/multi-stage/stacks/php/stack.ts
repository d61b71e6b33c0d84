import { baseName } from '../../../base/paths.ts';
import { hasRole } from '../../../knowledge/programs.ts';
import type { Stack } from '../../core/stack.ts';
import { copiedProject } from '../../evidence/copied-manifests.ts';
import { planInterpreted } from '../../families/interpreted.ts';
import { phpLanguage } from './plan.ts';
import { readPhpCommand } from './read-command.ts';

/** PHP: the base stays; the folder with Composer's packages and the compiled extensions are copied, without compilers, headers and caches. */
export const phpStack: Stack = {
  id: 'php',
  readCommand: readPhpCommand,
  isOwnBuild: ({ stack }) => stack === 'php',
  ownsFolder: (sources, folder) => copiedProject(sources, 'composer', folder) !== undefined,
  runs: ([program = '']) =>
    /^php[\d.]*$/.test(baseName(program)) || hasRole(baseName(program), 'phpServer', 'phpTask') || program.endsWith('.php'),
  plan: (project) => planInterpreted(project, phpLanguage(project)),
};
