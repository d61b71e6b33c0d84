import { baseName } from '../../../base/paths.ts';
import { isRubyServer } from '../../../knowledge/ruby.ts';
import { hasRole } from '../../../knowledge/programs.ts';
import type { Stack } from '../../core/stack.ts';
import { copiedProject } from '../../evidence/copied-manifests.ts';
import { planInterpreted } from '../../families/interpreted.ts';
import { rubyLanguage } from './plan.ts';
import { readRubyCommand } from './read-command.ts';

/** Ruby: the installed gems are copied, the sources come from the build context or from what tasks make of them. */
export const rubyStack: Stack = {
  id: 'ruby',
  readCommand: (command) => readRubyCommand(command),
  isOwnBuild: ({ stack }) => stack === 'ruby',
  ownsFolder: (sources, folder) => copiedProject(sources, 'bundler', folder) !== undefined,
  runs: ([program = '']) => {
    const name = baseName(program);
    return hasRole(name, 'rubyProgram', 'rubyTask') || isRubyServer(name) || name.endsWith('.rb');
  },
  plan: (project) => planInterpreted(project, rubyLanguage(project)),
};
