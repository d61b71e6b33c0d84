import { cmdletOfAlias } from '../../../knowledge/powershell.ts';
import { mapRunWords } from '../../../linter/may-change.ts';
import type { MayChange } from '../../../linter/may-change.ts';

export const mayChange: MayChange = {
  normalize: (meaning) =>
    mapRunWords(meaning, (words) =>
      words.map((word) =>
        word.replaceAll(/[\w-]+|[%?]/g, (name) =>
          (cmdletOfAlias(name, 'windowsPowerShell') ?? cmdletOfAlias(name, 'pwshElsewhere') ?? name).toLowerCase(),
        ),
      ),
    ),
};
