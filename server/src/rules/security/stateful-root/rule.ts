import { isWithin } from '../../../base/paths.ts';
import { dropsRoot, startsService } from '../../../facts/drops-root.ts';
import { setsCommand, setterOf, startsShell } from '../../../facts/start/own-command.ts';
import { defineRule } from '../../../linter/rule.ts';
import { isRootUser } from '../../../model/runtime.ts';
import { isForLinux, lineageOf } from '../../../model/stages.ts';

export const rule = defineRule({
  id: 'stateful-root',
  category: 'security',
  severity: 'info',
  preset: 'strict',
  fix: 'none',
  since: '0.1.0',
  aliases: ['tally/stateful-root-runtime'],
  checks: [212],
  summary: 'The program runs as root and keeps its data in a volume.',
  messages: {
    root: 'The program writes to the volume "{path}" as root: its files belong to root, on the host as well. Run it as another user.',
  },
  withinStage: true,
  on: {
    stage(stage, { model, facts, report }) {
      // The lists of a configuration are only read where there is a volume.
      if (!stage.isFinal || !isForLinux(stage)) return;
      if (!lineageOf(stage).some(({ instructions }) => instructions.some(({ keyword }) => keyword === 'VOLUME'))) return;
      const config = model.configOf(stage);
      const volume = config.volumes.find((each) => setterOf(each) && !isConfiguration(each.value));
      const user = config.user?.value ?? (config.baseKnown ? 'root' : undefined);
      if (!volume || user === undefined || !isRootUser(user) || !setsCommand(config) || startsShell(config)) return;
      if (dropsRoot(stage, facts) || startsService(stage, facts)) return;
      const { start, end } = setterOf(volume)!.body;
      report({ at: { start, end }, message: 'root', data: { path: volume.value } });
    },
  },
});

/** Whether a volume is for files that the program reads, or for those of root itself. */
function isConfiguration(path: string): boolean {
  return ['/etc', '/root'].some((folder) => isWithin(folder, path));
}
