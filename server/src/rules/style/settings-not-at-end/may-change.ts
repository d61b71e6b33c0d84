import type { InstructionMeaning, MayChange } from '../../../linter/may-change.ts';
import { settingsOfStart } from './settings.ts';

export const mayChange: MayChange = {
  normalize: (meaning) => {
    const stages: InstructionMeaning[][] = [[]];
    for (const it of meaning) {
      if (it.keyword === 'FROM') stages.push([]);
      stages.at(-1)!.push(it);
    }
    const isSetting = ({ keyword }: InstructionMeaning): boolean => settingsOfStart.has(keyword.split(' ')[0]!);
    return stages.flatMap((stage) => [...stage.filter((it) => !isSetting(it)), ...stage.filter(isSetting)]);
  },
};
